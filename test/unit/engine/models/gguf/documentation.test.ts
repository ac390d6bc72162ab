import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blockLayout } from '../../../../../src/engine/models/gguf/blocks.js';
import { ggufArchitectures } from '../../../../../src/engine/models/gguf/architectures/registry.js';
import { tensorTypes, unreadType } from '../../../../../src/engine/models/gguf/types/registry.js';

const page = readFileSync(join(import.meta.dirname, '../../../../../docs/models.md'), 'utf8');

/** The cells of the rows below a table's head. */
function rowsBelow(head: string): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => cells(line).join(' | ') === head);
  const end = lines.findIndex((line, at) => at > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map(cells);
}

function cells(line: string): string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

test('the page on models lists the architectures of GGUF files that are read, and no others', () => {
  const rows = [...ggufArchitectures.values()].map(({ name, models, use }) => [`\`${name}\``, models, use]);
  expect(rowsBelow('architecture | models | use as')).toEqual(rows);
});

test('the page on models lists the types that are read, and how products keep them', () => {
  const rows = [...tensorTypes.values()].map((type) => {
    const layout = blockLayout(type);
    const size = Number(((8 * type.blockBytes) / type.blockSize).toFixed(4));
    const kept = layout === undefined ? 'no' : `in ${layout.bits} bits, blocks of ${layout.blockSize}${layout.hasOffsets ? ' with offsets' : ''}`;
    return [type.name, String(size), kept];
  });
  expect(rowsBelow('type | bits a weight in the file | kept')).toEqual(rows);
});

test('the page on models names the types that are not read', () => {
  const sentence = page.split('\n').find((line) => line.startsWith('Types that are not read:')) ?? '';
  const named = sentence.slice(0, sentence.indexOf('. ')).match(/[A-Z]+\d\w*/g) ?? [];
  const unread = [...Array(64).keys()].filter((number) => !tensorTypes.has(number)).map((number) => unreadType(number).name);
  // Integers are no weights.
  expect([...named].sort()).toEqual(unread.filter((name) => !name.startsWith('type number') && !/^I\d/.test(name)).sort());
});
