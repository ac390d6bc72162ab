import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TextBlock, textBlocks } from '../../../src/cli/input/textBlocks.js';
import { TextLines } from '../../../src/report/flow/textLines.js';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.slice(from, from + size));
}

async function blocksOf(bytes: Uint8Array, size: number): Promise<TextBlock[]> {
  const blocks: TextBlock[] = [];
  for await (const block of textBlocks(chunks(bytes, size), 'letter.txt')) blocks.push(block);
  return blocks;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('A text that comes in pieces', () => {
  test('is whole, and each piece of it knows where it starts', async () => {
    const text = fc.array(fc.constantFrom('Ann', ' é', '🌊', '\n', '\r\n', '\n\n', '\r\n\r\n', ' '), { maxLength: 40 }).map((parts) => parts.join('')); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 2, max: 9 }), async (whole, size) => {
        const blocks = await blocksOf(utf8(whole), size);
        expect(blocks.map((block) => block.text).join('')).toBe(whole);
        const lines = new TextLines(whole);
        for (const { offset, line, column } of blocks) expect({ line, column }).toEqual(lines.at(offset));
      }),
    );
  });

  test('is handed on as soon as a paragraph has ended', async () => {
    const [first] = await blocksOf(utf8('Ann waved.\n\nBen did not.'), 13);
    expect(first?.text).toBe('Ann waved.\n\n');
  });

  test('is handed on at the end of a line where no paragraph ends', async () => {
    const blocks = await blocksOf(utf8('Ann waved.\n'.repeat(4000)), 1000);
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.every(({ text, column }) => text.length < 20_000 && column === 1)).toBe(true);
  });

  test('may be UTF-16 where a byte-order mark says so', async () => {
    const bytes = Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from('Zoë', 'utf16le')]);
    expect((await blocksOf(bytes, 3)).map(({ text }) => text)).toEqual(['Zoë']);
  });

  test.each([
    ['is in another encoding', Uint8Array.of(65, 10, 10, 0xe9, 65), 'letter.txt is not valid UTF-8 text in line 3'],
    ['ends inside a character', utf8('Zoë').slice(0, 3), 'letter.txt is not valid UTF-8 text'],
  ])('is refused where it %s', async (_, bytes, reason) => {
    await expect(blocksOf(bytes, 3)).rejects.toThrow(reason);
  });
});
