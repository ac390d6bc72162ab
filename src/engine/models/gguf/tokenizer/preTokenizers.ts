/** How text is cut before byte-pair merges, as parts of a tokenizer.json. */
export interface PreTokenizer {
  readonly steps: readonly object[];
  /** Whether a piece that is a token as a whole skips the merges. */
  readonly ignoreMerges: boolean;
}

const gpt2Words = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** Llama 3's and Qwen's pattern, which differ in how many digits stay together. */
function wordsWithDigits(digits: string): string {
  const contractions = "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";
  return `${contractions}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
}

const tekkenWords = [
  '[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+',
  '[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*',
  '\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+',
].join('|');

const splits = (...patterns: string[]): object[] => [
  ...patterns.map((Regex) => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false })),
  { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false },
];

const gpt2: PreTokenizer = { steps: splits(gpt2Words), ignoreMerges: false };
const singleDigits: PreTokenizer = { steps: splits('\\p{N}', gpt2Words), ignoreMerges: false };
const llama3: PreTokenizer = { steps: splits(wordsWithDigits('\\p{N}{1,3}')), ignoreMerges: true };
const qwen2: PreTokenizer = { steps: splits(wordsWithDigits('\\p{N}')), ignoreMerges: false };

/** By the value of `tokenizer.ggml.pre`. Source: `llama_vocab` in llama.cpp's llama-vocab.cpp. */
export const preTokenizers: ReadonlyMap<string, PreTokenizer> = new Map([
  ['default', { steps: splits('[\\p{P}\\$\\+<=>\\^~\\|]+', gpt2Words, '\\p{N}+', '[0-9][0-9][0-9]'), ignoreMerges: false }],
  ...['gpt-2', 'gpt2', 'phi-2', 'mpt', 'olmo', 'jais', 'trillion'].map((name) => [name, gpt2] as const),
  ...['smollm', 'starcoder', 'refact', 'command-r', 'codeshell', 'exaone', 'minerva-7b'].map((name) => [name, singleDigits] as const),
  ...['llama3', 'llama-v3', 'llama-bpe', 'falcon3', 'pixtral'].map((name) => [name, llama3] as const),
  ...['smaug-bpe', 'dbrx'].map((name) => [name, { ...llama3, ignoreMerges: false }] as const),
  ...['qwen2', 'deepseek-r1-qwen', 'stablelm2', 'hunyuan', 'megrez'].map((name) => [name, qwen2] as const),
  ['tekken', { steps: splits(tekkenWords), ignoreMerges: true }],
]);
