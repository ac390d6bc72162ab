import { describe, expect, test } from 'vitest';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { root, TokenTree, type Slot } from '../../../../src/engine/runtime/tokenTree.js';

const tokens = (text: string): Token[] => Array.from(text, (character) => character.charCodeAt(0) as Token);

/** A tree that has read some texts, each in a request of its own. */
function treeOf(size: number, ...texts: string[]): TokenTree {
  const tree = new TokenTree();
  for (const text of texts) read(tree, text, size);
  return tree;
}

function read(tree: TokenTree, text: string, most: number): Slot {
  tree.startEpoch();
  let at = tree.follow(root, tokens(text));
  const rest = text.slice(tree.depth(at) + 1);
  tree.reserve(rest.length, 9, 4, most);
  for (const token of tokens(rest)) at = tree.add(at, token);
  return at;
}

const held = (tree: TokenTree, text: string): string => text.slice(0, tree.depth(tree.follow(root, tokens(text))) + 1);

describe('a tree of tokens', () => {
  test.each([
    { texts: ['the cat'], asked: 'the cow', shared: 'the c' },
    { texts: ['the cat', 'the cow'], asked: 'the cats', shared: 'the cat' },
    { texts: ['the cat'], asked: 'a cat', shared: '' },
    { texts: ['the cat'], asked: 'the', shared: 'the' },
  ])('shares "$shared" of "$asked" after reading $texts', ({ texts, asked, shared }) => {
    expect(held(treeOf(64, ...texts), asked)).toBe(shared);
  });

  test('keeps the beginning that a text in use needs when room runs out', () => {
    const tree = treeOf(12, 'abcdefgh', 'abcdWXYZ', 'abcd1234');
    expect(held(tree, 'abcd1234')).toBe('abcd1234');
    expect(held(tree, 'abcdefgh')).toBe('abcd');
  });

  test('grows in steps and no further than it may', () => {
    const tree = new TokenTree();
    tree.startEpoch();
    expect([tree.reserve(3, 1, 4, 8), tree.reserve(5, 1, 4, 8)]).toEqual([4, 8]);
    expect(() => tree.reserve(9, 1, 4, 8)).toThrow('too small');
  });

  test('forgets all but one sequence, which lies in the first slots', () => {
    const tree = treeOf(64, 'one text', 'another text');
    const end = tree.follow(root, tokens('one text'));
    const kept = tree.keepOnly(end, 12);
    expect(kept).toHaveLength('one text'.length);
    expect(tree.path(tree.follow(root, tokens('one text')))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(held(tree, 'another text')).toBe('');
  });
});
