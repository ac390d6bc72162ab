import { mergesFromScores } from '../gguf/tokenizer/sentencePieceMerges.js';
import { modelUnsupported } from '../modelErrors.js';
import type { SentencePieceModel } from './sentencePieceModel.js';
import { addedTokens, flag, specialToken, template, type OlderTokenizer } from './tokenizerKind.js';

const space = '\u2581';

/**
 * The tokenizer of a SentencePiece model, with what each kind of model puts before and after its pieces.
 * Source: `SpmConverter` and the converters of the kinds in transformers' convert_slow_tokenizer.py.
 */
export function sentencePieceTokenizer(path: string, model: SentencePieceModel, older: OlderTokenizer): object {
  return model.algorithm === 'bpe' ? bpe(path, model, older) : unigram(model, older);
}

/** As Llama 2, Mistral and Gemma have it: pairs are joined by the scores of what they give, and bytes stand for what has no token. */
function bpe(path: string, { pieces, byteFallback, addsDummyPrefix, charsmap }: SentencePieceModel, older: OlderTokenizer): object {
  if (charsmap !== '') throw modelUnsupported(path, 'It normalizes a text in a way of its own before it joins pairs.');
  const texts = pieces.map(({ text }) => text);
  const ids = new Map(texts.map((text, id) => [text, id]));
  const unk = texts[pieces.findIndex(({ type }) => type === 2)] ?? '<unk>';
  const bos = specialToken(older, 'bos_token', older.kind === 'gemma' ? '<bos>' : '<s>') as string;
  const eos = specialToken(older, 'eos_token', older.kind === 'gemma' ? '<eos>' : '</s>') as string;
  const startsWithSpace = older.kind !== 'gemma' && addsDummyPrefix && flag(older, 'add_prefix_space', true);
  // Where `legacy` is set, a space stands before the text after each special token too.
  const scheme = !startsWithSpace ? 'never' : flag(older, 'legacy', false) ? 'always' : 'first';
  const decoders = [
    { type: 'Replace', pattern: { String: space }, content: ' ' },
    { type: 'ByteFallback' },
    { type: 'Fuse' },
    ...(startsWithSpace ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
  ];
  const own = pieces.flatMap(({ text, type }) => (type === 2 || type === 3 ? [text] : []));
  const before = flag(older, 'add_bos_token', false) && ids.has(bos) ? [bos] : [];
  const after = flag(older, 'add_eos_token', false) && ids.has(eos) ? [eos] : [];
  return {
    ...outline,
    added_tokens: addedTokens(older, ids, own),
    normalizer: older.kind === 'gemma' ? { type: 'Replace', pattern: { String: ' ' }, content: space } : null,
    pre_tokenizer: older.kind === 'gemma' ? null : { type: 'Metaspace', replacement: space, prepend_scheme: scheme, split: false },
    post_processor: template(ids, [...before, 'A', ...after], [...before, 'A', ...after, ...before, 'B', ...after]),
    decoder: { type: 'Sequence', decoders },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: unk,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: byteFallback,
      ignore_merges: false,
      vocab: Object.fromEntries(ids),
      merges: mergesFromScores(texts, pieces.map(({ score }) => score)), // prettier-ignore
    },
  };
}

const outline = { version: '1.0', truncation: null, padding: null } as const;

type Scored = readonly [text: string, score: number];

/** What a kind of model does with a Unigram vocabulary. */
interface UnigramKind {
  readonly vocabulary: (pieces: readonly Scored[]) => readonly Scored[];
  readonly around: { readonly start?: string; readonly end: string; readonly separators: 1 | 2 };
  readonly mask?: string;
  readonly specials: readonly string[];
  readonly unknown: string;
}

const fairseq = (names: readonly string[], skipped: number): UnigramKind['vocabulary'] => (pieces) => [
  ...names.map((name): Scored => [name, 0]),
  ...pieces.slice(skipped),
  ['<mask>', 0],
];

const usual: UnigramKind = { vocabulary: (pieces) => pieces, around: { end: '</s>', separators: 1 }, specials: ['<pad>', '</s>', '<unk>'], unknown: '<unk>' };

const unigramKinds: Readonly<Partial<Record<OlderTokenizer['kind'], UnigramKind>>> = {
  'xlm-roberta': {
    vocabulary: fairseq(['<s>', '<pad>', '</s>', '<unk>'], 3),
    around: { start: '<s>', end: '</s>', separators: 2 },
    specials: ['<s>', '<pad>', '</s>', '<unk>', '<mask>'],
    unknown: '<unk>',
  },
  camembert: {
    vocabulary: fairseq(['<s>NOTUSED', '<pad>', '</s>NOTUSED', '<unk>', '<unk>NOTUSED'], 1),
    around: { start: '<s>', end: '</s>', separators: 2 },
    specials: ['<s>', '<pad>', '</s>', '<unk>', '<mask>'],
    unknown: '<unk>',
  },
  albert: {
    vocabulary: (pieces) => pieces,
    around: { start: '[CLS]', end: '[SEP]', separators: 1 },
    specials: ['[CLS]', '[SEP]', '<pad>', '<unk>', '[MASK]'],
    unknown: '<unk>',
  },
  deberta: {
    vocabulary: (pieces) => (pieces.some(([text]) => text === '[MASK]') ? pieces : [...pieces, ['[MASK]', 0]]),
    around: { start: '[CLS]', end: '[SEP]', separators: 1 },
    specials: ['[PAD]', '[CLS]', '[SEP]', '[UNK]', '[MASK]'],
    unknown: '[UNK]',
  },
};

/** As T5, XLM-RoBERTa, CamemBERT, ALBERT and DeBERTa have it: the most probable of all ways to cut a text. */
function unigram({ pieces, byteFallback, charsmap }: SentencePieceModel, older: OlderTokenizer): object {
  const kind = unigramKinds[older.kind] ?? usual;
  const vocabulary = kind.vocabulary(pieces.map(({ text, score }): Scored => [text, score]));
  const ids = new Map(vocabulary.map(([text], id) => [text, id]));
  const { start, end, separators } = kind.around;
  const before = start === undefined ? [] : [start];
  const between = Array<string>(separators).fill(end);
  const metaspace = { type: 'Metaspace', replacement: space, prepend_scheme: 'always', split: true };
  const isDeberta = older.kind === 'deberta';
  const splits = isDeberta && flag(older, 'split_by_punct', false) ? [{ type: 'Punctuation', behavior: 'Isolated' }] : [];
  const words = older.kind === 'xlm-roberta' || older.kind === 'camembert' || older.kind === 'albert' ? [{ type: 'WhitespaceSplit' }] : splits;
  return {
    ...outline,
    added_tokens: addedTokens(older, ids, kind.specials),
    normalizer: { type: 'Sequence', normalizers: normalizersOf(older, charsmap) },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...words, metaspace] },
    post_processor: template(ids, [...before, 'A', end], [...before, 'A', ...between, 'B', end]),
    decoder: metaspace,
    model: { type: 'Unigram', unk_id: ids.get(kind.unknown) ?? 0, vocab: vocabulary, byte_fallback: byteFallback },
  };
}

function normalizersOf(older: OlderTokenizer, charsmap: string): object[] {
  const rules = charsmap === '' ? [] : [{ type: 'Precompiled', precompiled_charsmap: charsmap }];
  const oneSpace = { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' };
  if (older.kind === 'albert') {
    const quotes = ['``', "''"].map((String) => ({ type: 'Replace', pattern: { String }, content: '"' }));
    const accents = flag(older, 'keep_accents', false) ? [] : [{ type: 'NFKD' }, { type: 'StripAccents' }];
    return [...quotes, ...accents, ...(flag(older, 'do_lower_case', true) ? [{ type: 'Lowercase' }] : []), ...rules, oneSpace];
  }
  if (older.kind === 'deberta') {
    const lower = flag(older, 'do_lower_case', false) ? [{ type: 'Lowercase' }] : [];
    const spaces = { type: 'Replace', pattern: { Regex: '\\s{2,}|[\\n\\r\\t]' }, content: ' ' };
    return [...lower, spaces, { type: 'NFC' }, { type: 'Strip', strip_left: false, strip_right: true }];
  }
  return [...rules, oneSpace];
}
