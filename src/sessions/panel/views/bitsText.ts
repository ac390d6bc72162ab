/** Surprisal as people read it. */
export function bitsText(bits: number): string {
  return bits < 9.95 ? bits.toFixed(1) : String(Math.round(bits));
}
