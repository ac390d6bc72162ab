import { describe, expect, test } from 'vitest';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { loadTokenizer } from '../../../../src/engine/tokenizer/loadTokenizer.js';

const special = (id: number, content: string): object => ({ id, content, special: true, normalized: false });

const byteLevel = {
  added_tokens: [special(0, '<|endoftext|>'), { id: 8, content: '¶é', special: false }],
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  decoder: { type: 'ByteLevel' },
  model: { type: 'BPE', vocab: { '<|endoftext|>': 0, a: 1, b: 2, Ġ: 3, Ġa: 4, Ã: 5, '©': 6, 'Ã©': 7 }, merges: ['Ġ a', 'Ã ©'] },
};

const wordPiece = {
  added_tokens: [special(0, '[UNK]'), special(1, '[CLS]')],
  pre_tokenizer: { type: 'BertPreTokenizer' },
  decoder: { type: 'WordPiece', prefix: '##' },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    vocab: { '[UNK]': 0, '[CLS]': 1, play: 2, '##ing': 3, é: 4 },
  },
};

const sentencePiece = {
  added_tokens: [special(0, '<s>')],
  normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
  decoder: {
    type: 'Sequence',
    decoders: [{ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }],
  },
  model: {
    type: 'BPE',
    byte_fallback: true,
    vocab: { '<s>': 0, '<0xC3>': 1, '<0xA9>': 2, '▁': 3, a: 4, '▁a': 5, '<0xZZ>': 6 },
    merges: ['▁ a'],
  },
};

describe('the bytes of a token', () => {
  test.each<[string, object, number, string]>([
    ['a byte-level token', byteLevel, 4, ' a'],
    ['a character of two bytes', byteLevel, 7, 'é'],
    ['an added token, which is written as it is', byteLevel, 8, '¶é'],
    ['a special token', byteLevel, 0, ''],
    ['an id without a token', byteLevel, 99, ''],
    ['a word', wordPiece, 2, 'play'],
    ['a piece within a word', wordPiece, 3, 'ing'],
    ['a special token of BERT', wordPiece, 1, ''],
    ['a piece with a space', sentencePiece, 5, ' a'],
    ['a piece that looks like a byte, but is none', sentencePiece, 6, '<0xZZ>'],
  ])('%s', (_, file, token, expected) => {
    expect(Buffer.from(loadTokenizer(file, {}).bytes(token as Token)).toString()).toBe(expected);
  });

  test.each([
    [byteLevel, 5, 0xc3],
    [sentencePiece, 1, 0xc3],
    [sentencePiece, 2, 0xa9],
  ])('a token may be a part of a character', (file, token, byte) => {
    expect([...loadTokenizer(file, {}).bytes(token as Token)]).toEqual([byte]);
  });
});

test('a text and its ids in small vocabularies', () => {
  expect(loadTokenizer(byteLevel, {}).encode('a aé')).toEqual([1, 4, 7]);
  expect(loadTokenizer(wordPiece, {}).encode('playing é no')).toEqual([2, 3, 4, 0]);
  expect(loadTokenizer(sentencePiece, {}).encode(' aé')).toEqual([5, 1, 2]);
});

test('added tokens that are not special are found in any text', () => {
  expect(loadTokenizer(byteLevel, {}).encode('a¶éb')).toEqual([1, 8, 2]);
});

describe('where documents start and end', () => {
  const named = (...names: string[]): object => ({
    ...byteLevel,
    added_tokens: names.map((name, id) => special(id + 10, name)),
  });
  const template = (id: string): object => ({
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id, type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  });
  test.each<[string, object, object, number | undefined, number[]]>([
    ['no special token', named(), { bos_token: 'a' }, undefined, []],
    [
      'a separator of training texts',
      named('<|endoftext|>', '<|im_start|>', '<|im_end|>'),
      { bos_token: '<|im_start|>', eos_token: '<|im_end|>' },
      10,
      [12, 10],
    ],
    ['a start token only', named('<s>', '</s>'), { bos_token: '<s>', eos_token: '</s>' }, 10, [11]],
    ['a start token as an object', named('<s>'), { bos_token: { content: '<s>' } }, 10, []],
    ['a start token that is asked for', named('<|endoftext|>', '<s>'), { bos_token: '<s>', add_bos_token: true }, 11, [10]],
    ['a template', { ...named('<|endoftext|>', '<s>'), post_processor: template('<s>') }, {}, 11, [10]],
    [
      'a template among others',
      { ...named('<s>'), post_processor: { type: 'Sequence', processors: [{ type: 'ByteLevel' }, template('<s>')] } },
      {},
      10,
      [],
    ],
    [
      'BERT',
      { ...named('[CLS]', '[SEP]'), post_processor: { type: 'BertProcessing', sep: ['[SEP]', 11], cls: ['[CLS]', 10] } },
      {},
      10,
      [],
    ],
  ])('%s', (_, file, config, start, ends) => {
    const tokenizer = loadTokenizer(file, config);
    expect(tokenizer.documentStart).toBe(start);
    expect([...tokenizer.documentEnds]).toEqual(ends);
  });
});

describe('a broken tokenizer.json is refused with a reason', () => {
  const withModel = (change: object): object => ({ ...byteLevel, model: { ...byteLevel.model, ...change } });
  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /no JSON object/],
    ['a list', [], /no JSON object/],
    ['no model', { added_tokens: [] }, /no "model"/],
    ['a model of another kind', withModel({ type: 'WordLevel' }), /"WordLevel"/],
    ['no vocabulary', withModel({ vocab: undefined }), /no vocabulary/],
    ['a vocabulary of texts', withModel({ vocab: { a: 'b' } }), /gives a token the number "b"/],
    ['a negative id', withModel({ vocab: { a: -1 } }), /the number -1/],
    ['an id beyond all vocabularies', withModel({ vocab: { a: 1e9 } }), /the number 1000000000/],
    ['no merges', withModel({ merges: undefined }), /no list of merges/],
    ['merges of numbers', withModel({ merges: [1, 2] }), /cannot be built/],
    ['a list of pieces without scores', withModel({ type: 'Unigram', vocab: ['a'] }), /no list of pieces/],
    ['added tokens without ids', { ...byteLevel, added_tokens: [{ content: 'a' }] }, /"added_tokens"/],
    ['an added token of nothing', { ...byteLevel, added_tokens: [special(0, '')] }, /"added_tokens"/],
    ['a normalizer that nobody knows', { ...byteLevel, normalizer: { type: 'Rot13' } }, /cannot be built.*Rot13/],
    ['steps that are no list', { ...byteLevel, pre_tokenizer: { type: 'Sequence', pretokenizers: {} } }, /cannot be built/],
    [
      'a pattern that is no regular expression',
      { ...byteLevel, pre_tokenizer: { type: 'Split', pattern: { Regex: '(' } } },
      /cannot be built/,
    ],
    ['a decoder that nobody knows', { ...byteLevel, decoder: { type: 'Rot13' } }, /cannot be built/],
  ])('%s', (_, file, reason) => {
    const loading = (): unknown => loadTokenizer(file, {});
    expect(loading).toThrow(reason);
    expect(loading).toThrow(expect.objectContaining({ code: 'model-invalid' }));
  });
});
