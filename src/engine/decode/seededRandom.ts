/** A source of randomness: each call gives the next number in [0, 1). */
export type Random = () => number;

/**
 * Repeatable random numbers: the same seed gives the same sequence on every machine.
 * The generator is mulberry32 (Tommy Ettinger, public domain, 2017): 32 bits of state, every seed is good, and far
 * more draws before it repeats than a continuation has tokens.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
