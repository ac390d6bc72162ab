/** How rare something of a surprisal in bits is, as in "1 in 520,000": two digits are as much as anybody reads. */
export function oneIn(bits: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 2, notation: bits > 40 ? 'scientific' : 'standard' }).format(2 ** bits);
}
