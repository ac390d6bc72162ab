import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { plainOffset, plainPosition, plainText, plainTextBetween, textBetween } from '../../../src/host/documentText.js';
import { type MemoryWindow, openWindow } from '../../util/editor/memoryWindow.js';

let window: MemoryWindow;

beforeEach(() => {
  window = openWindow();
});

const documentOf = (text: string): vscode.TextDocument => window.untitled(text, 'markdown');

const kinds = [
  ['one character', 'One.\nTwo.\n\nThree.'],
  ['two characters', 'One.\r\nTwo.\r\n\r\nThree.'],
] as const;

describe.each(kinds)('In a document whose lines end in %s', (_title, text) => {
  test('each plain offset is a position, and each position has that offset', () => {
    const document = documentOf(text);
    const plain = plainText(text);
    for (let offset = 0; offset <= plain.length; offset++) {
      const position = plainPosition(document, offset);
      expect(plainOffset(document, position)).toBe(offset);
      expect(plainText(document.getText().slice(0, document.offsetAt(position)))).toBe(plain.slice(0, offset));
    }
  });

  test('an offset beyond the text is its end', () => {
    const document = documentOf(text);
    expect(document.offsetAt(plainPosition(document, 1e6))).toBe(text.length);
  });

  test('text is cut from the start of its line, with the offset of that', () => {
    const document = documentOf(text);
    const from = text.indexOf('Two') + 1;
    const to = text.indexOf('Three') + 2;
    const cut = plainTextBetween(document, from, to);
    expect(cut.text).toBe(plainText(text.slice(text.indexOf('Two'), to)));
    expect(plainText(text).slice(cut.start, cut.start + cut.text.length)).toBe(cut.text);
  });
});

test('of a line that may be a whole book only what was asked for is cut', () => {
  const document = documentOf('word '.repeat(10_000));
  expect(textBetween(document, 30_000, 30_005)).toEqual({ text: 'word ', start: 30_000 });
});
