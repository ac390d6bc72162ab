/** Values as blocks of Q8_0: a float16 scale, and 32 signed bytes. */
export function q8_0(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / 32) * 34);
  for (let from = 0, at = 0; from < values.length; from += 32, at += 34) {
    const block = values.subarray(from, from + 32);
    const scale = writeHalf(bytes, at, Math.max(...block.map(Math.abs)) / 127);
    block.forEach((value, i) => (bytes[at + 2 + i] = scale === 0 ? 0 : Math.max(-127, Math.min(127, Math.round(value / scale)))));
  }
  return bytes;
}

/** Values as blocks of Q4_K: units of scales and minimums, eight of each in 6 bits, and codes of 4 bits. */
export function q4k(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array((values.length / 256) * 144);
  for (let from = 0, at = 0; from < values.length; from += 256, at += 144) {
    const groups = Array.from({ length: 8 }, (_, group) => values.subarray(from + 32 * group, from + 32 * (group + 1)));
    const least = groups.map((group) => Math.max(0, -Math.min(...group)));
    const scales = groups.map((group, i) => (Math.max(...group) + (least[i] as number)) / 15);
    const unit = writeHalf(bytes, at, Math.max(0, ...scales) / 63);
    const minimumUnit = writeHalf(bytes, at + 2, Math.max(...least) / 63);
    const scaleCodes = scales.map((scale) => (unit === 0 ? 0 : Math.max(0, Math.min(63, Math.round(scale / unit)))));
    const minimumCodes = least.map((minimum) => (minimumUnit === 0 ? 0 : Math.min(63, Math.round(minimum / minimumUnit))));
    for (let i = 0; i < 4; i++) {
      const [s, m, lateS, lateM] = [scaleCodes[i], minimumCodes[i], scaleCodes[i + 4], minimumCodes[i + 4]] as [
        number,
        number,
        number,
        number,
      ];
      bytes[at + 4 + i] = s | ((lateS >> 4) << 6);
      bytes[at + 8 + i] = m | ((lateM >> 4) << 6);
      bytes[at + 12 + i] = (lateS & 15) | ((lateM & 15) << 4);
    }
    groups.forEach((group, index) => {
      const scale = unit * (scaleCodes[index] as number);
      const minimum = minimumUnit * (minimumCodes[index] as number);
      group.forEach((value, i) => {
        const code = scale === 0 ? 0 : Math.max(0, Math.min(15, Math.round((value + minimum) / scale)));
        const to = at + 16 + 32 * (index >> 1) + i;
        bytes[to] = (bytes[to] as number) | (code << (4 * (index & 1)));
      });
    });
  }
  return bytes;
}

/** Writes a number of at least 0 in half precision, rounded down, and returns what it is then. */
function writeHalf(bytes: Uint8Array, at: number, value: number): number {
  const exponent = value === 0 ? -14 : Math.max(-14, Math.floor(Math.log2(value)));
  const fraction = Math.floor((value / 2 ** exponent) * 1024);
  const half = fraction < 1024 ? fraction : ((exponent + 15) << 10) | (fraction - 1024);
  bytes[at] = half & 255;
  bytes[at + 1] = half >> 8;
  return (fraction / 1024) * 2 ** exponent;
}
