import { expect, test } from 'vitest';
import { loadTokenizer } from '../../../../src/engine/tokenizer/loadTokenizer.js';

const letters = Object.fromEntries(
  ['\u0120', ',', ...Array.from({ length: 26 }, (_, letter) => String.fromCharCode(97 + letter))].map((letter, id) => [letter, id]),
);
const added = (content: string, id: number, single_word: boolean): object => ({
  id,
  content,
  single_word,
  lstrip: false,
  rstrip: false,
  normalized: true,
  special: false,
});

/** Letters, and two added tokens: a whole word, and one that may stand in words. */
const tokenizer = loadTokenizer(
  {
    added_tokens: [added('light', 40, true), added('quay', 41, false)],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab: letters, merges: [] },
  },
  {},
);

const spelled = (text: string): string =>
  tokenizer
    .encode(text)
    .map((id) => (id === 40 ? '[light]' : id === 41 ? '[quay]' : tokenizer.decode([id])))
    .join('');

// Expected values are those of the reference (tokenizers 0.23).
test.each([
  ['light', '[light]'],
  ['a light, b', 'a [light], b'],
  ['lights', 'lights'],
  ['alight', 'alight'],
  ['light light', '[light] [light]'],
  ['lightlight', 'lightlight'],
  ['quays', '[quay]s'],
  ['quay light', '[quay] [light]'],
])('an added token that is a single word is found in %j only as a whole word', (text, expected) => {
  expect(spelled(text)).toBe(expected);
});
