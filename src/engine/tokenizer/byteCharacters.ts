/**
 * The bytes of a byte-level token. Such vocabularies write each byte as one character: printable ones of Latin-1 as themselves,
 * the rest as the characters from U+0100 on. Source: `bytes_to_unicode` of GPT-2's encoder.py.
 * @returns the bytes as Latin-1, or undefined where a character stands for no byte
 */
export function byteCharactersToLatin1(token: string): string | undefined {
  let latin1 = '';
  for (let i = 0; i < token.length; i++) {
    const byte = byteOfCharacter[token.charCodeAt(i)];
    if (byte === undefined) return undefined;
    latin1 += byte;
  }
  return latin1;
}

const byteOfCharacter = ((): (string | undefined)[] => {
  const isPrintable = (byte: number): boolean => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
  const table: (string | undefined)[] = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) table[isPrintable(byte) ? byte : next++] = String.fromCharCode(byte);
  return table;
})();
