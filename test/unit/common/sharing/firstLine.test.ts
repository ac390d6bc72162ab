import { expect, test } from 'vitest';
import { FirstLine, type Received } from '../../../../src/common/sharing/firstLine.js';
import { maxLineBytes } from '../../../../src/common/sharing/handshake.js';

const some: Received = { kind: 'some' };
const noLine: Received = { kind: 'no line' };

test.each<[string, readonly string[], Received]>([
  ['at once', ['a line\n'], { kind: 'line', line: 'a line' }],
  ['in pieces', ['a ', 'line', '\n'], { kind: 'line', line: 'a line' }],
  ['not yet', ['a ', 'line'], some],
  ['with more behind it', ['a line\n{'], noLine],
  ['as long as a line may be', ['x'.repeat(maxLineBytes - 1), '\n'], { kind: 'line', line: 'x'.repeat(maxLineBytes - 1) }],
  ['without end', ['x'.repeat(maxLineBytes), 'x'], noLine],
])('a line that comes %s', (_, chunks, expected) => {
  const line = new FirstLine();
  expect(chunks.map((chunk) => line.add(Buffer.from(chunk))).at(-1)).toEqual(expected);
});
