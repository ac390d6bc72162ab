import { expect, test } from 'vitest';
import { readableText } from '../../../src/host/readableText.js';

const utf16 = Buffer.from('\ufeffDer Wärter', 'utf16le');

test.each<[name: string, bytes: Uint8Array, text: string | undefined]>([
  ['UTF-8', Buffer.from('Der Wärter'), 'Der Wärter'],
  ['UTF-8 with a byte-order mark', Buffer.from('\ufeffDer Wärter'), 'Der Wärter'],
  ['UTF-16, the low byte first', utf16, 'Der Wärter'],
  ['UTF-16, the high byte first', Buffer.from(utf16).swap16(), 'Der Wärter'],
  ['what is no text', Uint8Array.of(0x47, 0x80, 0xff), undefined],
])('The editor reads files in %s', (_, bytes, text) => {
  expect(readableText(bytes)).toBe(text);
});
