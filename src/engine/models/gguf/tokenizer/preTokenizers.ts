import { chinese, deepseekLetters, deepseekPunctuation } from './deepseekCharacters.js';

/** How text is cut before byte-pair merges, as parts of a tokenizer.json. */
export interface PreTokenizer {
  readonly steps: readonly object[];
  /** Whether a piece that is a token as a whole skips the merges. */
  readonly ignoreMerges?: boolean;
  /** Whether letters and their marks are composed first (NFC). */
  readonly isComposed?: boolean;
  /** Whether a text stands between two tokens, as encoders have it. */
  readonly isFramed?: boolean;
}

// In patterns, letters of either case are written out: not all places that read them know `(?i:…)`.

const gpt2Words = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
const contractions = "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";
const spaces = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';

/** Llama 3's and Qwen's pattern, which differ in how many digits stay together; later ones keep marks with their letters. */
function wordsWithDigits(digits: string, letters = '\\p{L}', notSigns = '\\p{L}\\p{N}'): string {
  return `${contractions}|[^\\r\\n\\p{L}\\p{N}]?${letters}+|${digits}| ?[^\\s${notSigns}]+[\\r\\n]*|${spaces}`;
}

/** Words of capitals and small letters apart: Mistral's Tekken and OpenAI's o200k, the latter with contractions at the ends of words. */
function casedWords(digits: string, ending: string): string {
  const capitals = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
  const small = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
  const word = (start: string): string => `[^\\r\\n\\p{L}\\p{N}]?${start}${ending}`;
  return [word(`${capitals}*${small}+`), word(`${capitals}+${small}*`), `${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${spaces}`].join('|');
}

/** DeepSeek's pattern after digits and Chinese were cut. */
const deepseekWords = `[!"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_\`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|${spaces}`;
const bailingWords = `'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+`;
const seedWords = `${contractions}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
const bloomWords = ' ?[^(\\s|.,!?…。，、।۔،)]+';
const threeDigits = '\\p{N}{1,3}';
const o200k = casedWords(threeDigits, `${contractions}?`);

const splits = (...patterns: string[]): object[] => [
  ...patterns.map((Regex) => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false })),
  { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
];

/** Names of one way to cut text, and the way. */
const ways: readonly (readonly [names: string, way: PreTokenizer])[] = [
  ['default', { steps: splits('[\\p{P}\\$\\+<=>\\^~\\|]+', gpt2Words, '\\p{N}+', '[0-9][0-9][0-9]') }],
  ['falcon', { steps: splits('[\\p{P}\\$\\+<=>\\^~\\|`]+', gpt2Words, '[0-9][0-9][0-9]') }],
  [
    'gpt-2 gpt2 phi-2 jais trillion mellum exaone4 gigachat granite-docling a.x-4.0 jina-es jina-de jina-v2-es jina-v2-de',
    { steps: splits(gpt2Words) },
  ],
  ['mpt olmo', { steps: splits(gpt2Words), isComposed: true }],
  ['modern-bert', { steps: splits(gpt2Words), isComposed: true, isFramed: true }],
  ['roberta-bpe jina-v1-en jina-v2-code', { steps: splits(gpt2Words), isFramed: true }],
  ['smollm starcoder refact codeshell exaone minerva-7b mellum2', { steps: splits('\\p{N}', gpt2Words) }],
  ['command-r', { steps: splits('\\p{N}', gpt2Words), isComposed: true }],
  [
    'llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2',
    { steps: splits(wordsWithDigits(threeDigits)), ignoreMerges: true },
  ],
  ['smaug-bpe dbrx glm4 chatglm-bpe', { steps: splits(wordsWithDigits(threeDigits)) }],
  ['minicpm5', { steps: splits(threeDigits, wordsWithDigits('\\p{N}+')), ignoreMerges: true }],
  ['qwen2 deepseek-r1-qwen stablelm2 megrez kormo', { steps: splits(wordsWithDigits('\\p{N}')), isComposed: true }],
  ['hunyuan solar-open grok-2', { steps: splits(wordsWithDigits('\\p{N}')) }],
  ['qwen35', { steps: splits(wordsWithDigits('\\p{N}', '[\\p{L}\\p{M}]', '\\p{L}\\p{M}\\p{N}')), isComposed: true }],
  ['tekken', { steps: splits(casedWords('\\p{N}', '')), ignoreMerges: true }],
  ['gpt-4o llama4 kanana2', { steps: splits(o200k) }],
  ['tiny_aya', { steps: splits('\\d{1,3}(?=(?:\\d{3})*\\b)', o200k) }],
  ['deepseek-llm', { steps: splits('[\\r\\n]', deepseekLetters, deepseekPunctuation, '\\s+$', chinese, '\\p{N}') }],
  ['deepseek-coder', { steps: splits('[\\r\\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', chinese, '\\p{N}') }],
  ['deepseek-v3 hunyuan-dense joyai-llm', { steps: splits(threeDigits, '[一-龥\u3040-ゟ゠-ヿ]+', deepseekWords) }],
  ['bailingmoe bailingmoe2 llada-moe', { steps: splits(bailingWords) }],
  ['seed-coder', { steps: splits(seedWords) }],
  ['bloom poro-chat gpt3-finnish', { steps: splits(bloomWords) }],
  ['viking', { steps: splits(bloomWords, '\\p{N}') }],
];

/** By the value of `tokenizer.ggml.pre`. Source: `llama_vocab` in llama.cpp's llama-vocab.cpp, and the models' tokenizer.json. */
export const preTokenizers: ReadonlyMap<string, PreTokenizer> = new Map(
  ways.flatMap(([names, way]) => names.split(' ').map((name) => [name, way] as const)),
);
