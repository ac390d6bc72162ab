import { isRecord, type JsonRecord } from '../json.js';

/** What is known of a tokenizer beside its vocabulary. */
export interface OlderTokenizer {
  readonly kind: TokenizerKind;
  /** tokenizer_config.json over special_tokens_map.json. */
  readonly settings: JsonRecord;
  /** Tokens beside the vocabulary: `content` and `id`, and how they are found in a text where a folder says it. */
  readonly added: readonly JsonRecord[];
}

/** Kinds of tokenizers that do something of their own with a vocabulary. */
export type TokenizerKind = 'albert' | 'bert' | 'camembert' | 'deberta' | 'gemma' | 'gpt2' | 'llama' | 'mpnet' | 'qwen' | 'roberta' | 'xlm-roberta';

/** By the start of `tokenizer_class`, or of `model_type` where a folder does not name a class. */
const kinds: readonly (readonly [string, TokenizerKind])[] = [
  ['xlmroberta', 'xlm-roberta'],
  ['camembert', 'camembert'],
  ['roberta', 'roberta'],
  ['albert', 'albert'],
  ['debertav2', 'deberta'],
  ['mpnet', 'mpnet'],
  ['gemma', 'gemma'],
  ['qwen', 'qwen'],
  ['gpt', 'gpt2'],
  ['codegen', 'gpt2'],
  ['opt', 'gpt2'],
  ['phi', 'gpt2'],
  ['llama', 'llama'],
  ['mistral', 'llama'],
  ['bert', 'bert'],
  ['distilbert', 'bert'],
  ['electra', 'bert'],
];

export function tokenizerKind({ tokenizer_class }: JsonRecord, { model_type }: JsonRecord): TokenizerKind {
  for (const name of [tokenizer_class, model_type]) {
    const letters = typeof name === 'string' ? name.toLowerCase().replace(/[^a-z0-9]/g, '') : '';
    const found = kinds.find(([start]) => letters.startsWith(start));
    if (found !== undefined) return found[1];
  }
  return 'gpt2';
}

/** The text of a special token, such as `bos_token`, by its name in the settings. */
export function specialToken({ settings }: OlderTokenizer, name: string, usual?: string): string | undefined {
  const token = settings[name];
  const text = isRecord(token) ? token.content : token;
  return typeof text === 'string' && text !== '' ? text : usual;
}

/** A setting that is true or false. */
export function flag({ settings }: OlderTokenizer, name: string, usual: boolean): boolean {
  const value = settings[name];
  return typeof value === 'boolean' ? value : usual;
}

/** The `added_tokens` of a tokenizer.json: special ones that the vocabulary knows, and those that the folder adds. */
export function addedTokens({ added }: OlderTokenizer, ids: ReadonlyMap<string, number>, specials: readonly (string | undefined)[]): object[] {
  const special = new Set(specials);
  const entry = (content: string, id: number, stated: JsonRecord = {}): object => ({
    single_word: false,
    lstrip: content === '<mask>',
    rstrip: false,
    normalized: !special.has(content),
    special: special.has(content),
    ...stated,
    id,
    content,
  });
  const listed = added.flatMap(({ id, content, ...stated }) =>
    typeof content === 'string' && typeof id === 'number' ? [entry(content, id, stated)] : [],
  );
  const known = new Set(added.map(({ content }) => content));
  const own = [...special].flatMap((content) => {
    const id = content === undefined || known.has(content) ? undefined : ids.get(content);
    return content === undefined || id === undefined ? [] : [entry(content, id)];
  });
  return [...own, ...listed].sort((a, b) => (a as { id: number }).id - (b as { id: number }).id);
}

/** A post-processor that puts tokens around one text, and around two; names of tokens, and A and B for the texts. */
export function template(ids: ReadonlyMap<string, number>, single: readonly string[], pair: readonly string[]): object {
  const part = (name: string, segment: number): object =>
    name === 'A' || name === 'B' ? { Sequence: { id: name, type_id: segment } } : { SpecialToken: { id: name, type_id: segment } };
  const names = [...new Set([...single, ...pair])].filter((name) => name !== 'A' && name !== 'B');
  const second = pair.indexOf('B');
  return {
    type: 'TemplateProcessing',
    single: single.map((name) => part(name, 0)),
    pair: pair.map((name, at) => part(name, at >= second ? 1 : 0)),
    special_tokens: Object.fromEntries(names.map((name) => [name, { id: name, ids: [ids.get(name) ?? 0], tokens: [name] }])),
  };
}
