/** A text whose lines end in `\n`, and the offset in the text as given for each offset in it. */
export function plainLines(text: string): { readonly plain: string; readonly offsetOf: (offset: number) => number } {
  const plain = text.replaceAll('\r\n', '\n');
  if (plain.length === text.length) return { plain, offsetOf: (offset) => offset };
  const offsets = new Uint32Array(plain.length + 1);
  let given = 0;
  for (let at = 0; at <= plain.length; at++) {
    offsets[at] = given;
    given += text.startsWith('\r\n', given) ? 2 : 1;
  }
  return { plain, offsetOf: (offset) => offsets[offset] ?? text.length };
}
