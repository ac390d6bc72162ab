/** Pseudo-random bytes, the same at each call. */
export function randomBytes(bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  for (let at = 0, state = 1; at < bytes; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out[at] = state >>> 24;
  }
  return out;
}

/** Random numbers between -1/32 and 1/32 as float16: sign, an exponent of 2^-9 to 2^-6, ten bits of fraction. */
export function smallHalves(bytes: number): Buffer {
  const numbers = Buffer.alloc(bytes);
  for (let at = 0, state = 1; at < bytes; at += 2) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [sign, exponent, fraction] = [state >>> 31, 6 + ((state >>> 24) & 3), (state >>> 8) & 1023];
    numbers.writeUInt16LE((sign << 15) | (exponent << 10) | fraction, at);
  }
  return numbers;
}
