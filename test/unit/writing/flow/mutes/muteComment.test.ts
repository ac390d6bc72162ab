import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../../src/writing/flow/document/flowDocument.js';
import { documentMutes, mutedIn } from '../../../../../src/writing/flow/mutes/documentMutes.js';
import { type CommentScope, muteComment } from '../../../../../src/writing/flow/mutes/muteComment.js';

const oneLine = 'The boat came in. The stranger sang. The harbor was quiet.\n\nThe crew went home. They slept.\n';
const lines = 'The boat came in.\nThe stranger sang.\nThe harbor was quiet.\n\nThe crew went home.\nThey slept.\n';

/** The text after the sentence with an index was muted, and the sentences that are muted then. */
function muted(text: string, language: string, scope: CommentScope, at: number): { text: string; sentences: string[] } | undefined {
  const document = flowDocument(text, language);
  const all = document.blocks.flatMap((block) => block.sentences.map((sentence) => ({ block, sentence })));
  const [first, here] = [all[at - 1], all[at]];
  if (first === undefined || here === undefined) throw new Error('There is no such sentence.');
  const change = muteComment(text, language, scope, { block: here.block, first: first.sentence, second: here.sentence });
  if (change === undefined) return undefined;
  const after = text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
  const next = flowDocument(after, language);
  const mutes = documentMutes(after, next, []);
  const sentences = next.blocks
    .flatMap((block) => block.sentences)
    .filter((each) => mutes.isWholeFile || mutedIn(mutes, each) !== undefined);
  return { text: after, sentences: sentences.map((each) => each.text) };
}

describe.each(['markdown', 'mdx', 'quarto', 'latex', 'asciidoc', 'typst'])('In %s a comment mutes', (language) => {
  test.each([
    ['one line', oneLine],
    ['several lines', lines],
  ])('a sentence in a paragraph of %s, and no other', (_, text) => {
    expect(muted(text, language, 'next', 1)?.sentences).toEqual(['The stranger sang.']);
  });

  test('the first sentence of a paragraph', () => {
    expect(muted(oneLine, language, 'next', 3)?.sentences).toEqual(['The crew went home.']);
  });
});

describe.each(['markdown', 'mdx', 'latex', 'asciidoc', 'typst', 'restructuredtext'])('In %s a comment mutes', (language) => {
  test('a paragraph', () => {
    expect(muted(lines, language, 'block', 4)?.sentences).toEqual(['The crew went home.', 'They slept.']);
  });

  test('all of the file, from its end, where it is in the way of nothing', () => {
    const found = muted(oneLine, language, 'file', 1);
    expect(found?.sentences).toHaveLength(5);
    expect(found?.text.startsWith(oneLine)).toBe(true);
  });
});

test('Where a comment cannot be there is none', () => {
  expect(muted(oneLine, 'plaintext', 'next', 1)).toBeUndefined();
  expect(muted(oneLine, 'restructuredtext', 'next', 1)).toBeUndefined();
});
