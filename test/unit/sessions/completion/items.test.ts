import { describe, expect, test } from 'vitest';
import { type Item, itemsFor } from '../../../../src/sessions/completion/items.js';
import type { CacheHit } from '../../../../src/writing/continuation/suggestionCache.js';
import { caretAt } from '../../../util/caretAt.js';

function hit(typed: string, ...texts: string[]): CacheHit {
  const choices = texts.map((text) => ({ text, chance: 0.5, rest: text.slice(typed.length) }));
  return { entry: { caret: caretAt('|'), explicit: false, choices }, typed, choices, consumed: false };
}

describe('The editor gets what it can show', () => {
  test.each<[name: string, hit: CacheHit, items: Item[]]>([
    [
      'each choice at the caret',
      hit('', ' sat', ' ran'),
      [
        { text: ' sat', replaces: 0 },
        { text: ' ran', replaces: 0 },
      ],
    ],
    ['the same item while it is typed along with', hit(' s', ' sat'), [{ text: ' sat', replaces: 2 }]],
    ['the rest on a new line', hit('.\nTh', '.\nThe end'), [{ text: 'The end', replaces: 2 }]],
  ])('%s', (_, given, items) => {
    expect(itemsFor(given)).toEqual(items);
  });

  test.each<[name: string, hit: CacheHit, replaces: string, text: string, items: Item[]]>([
    ['what goes on from the selected item', hit('', 'use of cards', 'use'), 'ho', 'house', [{ text: 'house of cards', replaces: 2 }]],
    ['also after some of it was typed', hit('ho', 'house of cards'), 'ho', 'house', [{ text: 'house of cards', replaces: 2 }]],
    ['nothing that is another word', hit('', 'rse'), 'ho', 'house', []],
    ['nothing that only repeats it', hit('', 'use'), 'ho', 'house', []],
  ])('while suggestions are listed: %s', (_, given, replaces, text, items) => {
    expect(itemsFor(given, { replaces, text })).toEqual(items);
  });
});
