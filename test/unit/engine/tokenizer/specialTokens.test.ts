import { describe, expect, test } from 'vitest';
import { pairSequence, singleSequence } from '../../../../src/engine/features/encoderSequence.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { specialTokens, textFrame } from '../../../../src/engine/tokenizer/specialTokens.js';
import { checkTokenizerFile, type TokenizerFile } from '../../../../src/engine/tokenizer/tokenizerFile.js';

const special = (id: string): object => ({ SpecialToken: { id, type_id: 0 } });
const text = (id: string): object => ({ Sequence: { id, type_id: 0 } });

function fileOf(names: readonly string[], processor: unknown): TokenizerFile {
  return checkTokenizerFile({
    added_tokens: names.map((content, id) => ({ id, content, special: true })),
    post_processor: processor,
    model: { type: 'WordPiece', vocab: {} },
  });
}

function read(names: readonly string[], processor: unknown, config: unknown = {}): ReturnType<typeof specialTokens> {
  return specialTokens(fileOf(names, processor), config);
}

const bert = ['[PAD]', '[CLS]', '[SEP]', '[MASK]'];
const roberta = ['<s>', '<pad>', '</s>', '<unk>', '<mask>'];
const template = {
  type: 'TemplateProcessing',
  single: [special('[CLS]'), text('A'), special('[SEP]')],
  pair: [special('[CLS]'), text('A'), special('[SEP]'), text('B'), special('[SEP]')],
};

describe('The special tokens of an encoder are read from its tokenizer', () => {
  test.each([
    ['of BERT', bert, { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] }, { start: 1, separator: 2, separators: 1, mask: 3 }],
    [
      'of RoBERTa',
      roberta,
      { type: 'RobertaProcessing', cls: ['<s>', 0], sep: ['</s>', 2] },
      { start: 0, separator: 2, separators: 2, mask: 4 },
    ],
    ['in a template', bert, template, { start: 1, separator: 2, separators: 1, mask: 3 }],
    [
      'in a sequence of steps',
      bert,
      { type: 'Sequence', processors: [{ type: 'ByteLevel' }, template] },
      { start: 1, separator: 2, separators: 1, mask: 3 },
    ],
    ['without a mask', bert.slice(0, 3), template, { start: 1, separator: 2, separators: 1 }],
  ])('%s', (_, names, processor, expected) => {
    expect(read(names, processor)).toEqual(expected);
  });

  test('a mask may have any name that the configuration gives it', () => {
    expect(read([...bert.slice(0, 3), '<blank>'], template, { mask_token: { content: '<blank>' } }).mask).toBe(3);
  });

  test('a tokenizer without any is refused', () => {
    expect(() => read(bert, null)).toThrow('no special tokens');
  });
});

describe('Sequences', () => {
  const tokens = [7, 8] as Token[];
  const second = [9] as Token[];
  const names = { start: 1 as Token, separator: 2 as Token };

  test('of one text', () => {
    expect(singleSequence({ ...names, separators: 1 }, tokens)).toEqual({ tokens: [1, 7, 8, 2] });
  });

  test('of two texts', () => {
    expect(pairSequence({ ...names, separators: 1 }, tokens, second)).toEqual({ tokens: [1, 7, 8, 2, 9, 2], segments: [0, 0, 0, 0, 1, 1] });
  });

  test('of two texts, in RoBERTa', () => {
    expect(pairSequence({ ...names, separators: 2 }, tokens, second).tokens).toEqual([1, 7, 8, 2, 2, 9, 2]);
  });
});

describe('What a causal model reads around a text is read from its tokenizer', () => {
  const start = { type: 'TemplateProcessing', single: [special('<s>'), text('A')], pair: [] };
  test.each([
    ['one token before it', start, { before: [0], after: [] }],
    ['one behind it', { ...start, single: [text('A'), special('</s>')] }, { before: [], after: [2] }],
    ['both, in a sequence of steps', { type: 'Sequence', processors: [{ type: 'ByteLevel' }, { ...start, single: [special('<s>'), text('A'), special('</s>')] }] }, { before: [0], after: [2] }], // prettier-ignore
    ['nothing', { type: 'ByteLevel' }, { before: [], after: [] }],
    ['nothing, without a post-processor', null, { before: [], after: [] }],
    ['no token that there is not', { ...start, single: [special('<bos>'), text('A')] }, { before: [], after: [] }],
  ])('%s', (_, processor, expected) => {
    expect(textFrame(fileOf(roberta, processor))).toEqual(expected);
  });
});
