import type { ServerKind } from '../../../src/remote/completions/capabilities.js';
import type { Served, ServedStep } from './servedModel.js';

/** How a kind of server differs, as far as Cloze has to know. */
export interface Dialect {
  readonly kind: ServerKind;
  /** The owner in its list of models; without one it has no list. */
  readonly owner?: string;
  /** What else it has to be got, by path. */
  readonly pages?: Readonly<Record<string, unknown>>;
  readonly logprobs: 'none' | 'legacy' | 'chat';
  /** The most alternatives; it answers 400 to more. */
  readonly maxTop: number;
  readonly takesIds: boolean;
  readonly echoes: boolean;
  /** Whether it reads `max_tokens: 0` as "no end". */
  readonly zeroIsEndless?: boolean;
  readonly restricts: boolean;
  /** Whether it reads a text after the model's document-start token. */
  readonly startsDocument: boolean;
  /** The address of its own that it can be asked at besides, and whether that tells how probable a prompt is. */
  readonly native?: { readonly api: 'sglang' | 'tgi' | 'llama.cpp'; readonly ratesPrompts?: boolean; readonly cumulative?: boolean };
  /** Whether it has `/v1/completions`. */
  readonly completes?: false;
  /** What it calls the most tokens of an answer to messages; it answers none without it. */
  readonly chat?: 'max_tokens' | 'max_completion_tokens';
}

const openAi = {
  owner: 'organization',
  logprobs: 'legacy',
  maxTop: 5,
  takesIds: true,
  echoes: true,
  restricts: false,
  startsDocument: true,
} as const;

const tgi = {
  ...openAi,
  kind: 'tgi',
  logprobs: 'none',
  takesIds: false,
  echoes: false,
  pages: { '/info': { model_id: 'm', max_total_tokens: 2048 } },
} as const;

export const dialects = {
  vllm: { ...openAi, kind: 'vllm', owner: 'vllm', maxTop: 20, restricts: true, pages: { '/version': { version: '0.11.0' } } },
  sglang: {
    ...openAi,
    kind: 'sglang',
    owner: 'sglang',
    maxTop: 100,
    pages: { '/get_model_info': { model_path: 'm' } },
    native: { api: 'sglang', ratesPrompts: true, cumulative: true },
  },
  'SGLang that streams what is new': {
    ...openAi,
    kind: 'sglang',
    owner: 'sglang',
    maxTop: 100,
    pages: { '/get_model_info': { model_path: 'm' } },
    native: { api: 'sglang', ratesPrompts: true, cumulative: false },
  },
  'SGLang behind a gateway': { ...openAi, kind: 'sglang', owner: 'sglang', maxTop: 100 },
  'llama.cpp': {
    ...openAi,
    kind: 'llama.cpp',
    owner: 'llamacpp',
    logprobs: 'chat',
    maxTop: 1000,
    echoes: false,
    pages: { '/props': { default_generation_settings: {} } },
  },
  "llama.cpp without probabilities in OpenAI's shape": {
    ...openAi,
    kind: 'llama.cpp',
    owner: 'llamacpp',
    logprobs: 'none',
    maxTop: 1000,
    echoes: false,
    native: { api: 'llama.cpp' },
  },
  'llama-cpp-python': { ...openAi, kind: 'llama-cpp-python', owner: 'me', takesIds: false, zeroIsEndless: true },
  'llama-cpp-python without all logits': { ...openAi, kind: 'llama-cpp-python', owner: 'me', logprobs: 'none', takesIds: false },
  ollama: {
    ...openAi,
    kind: 'ollama',
    owner: 'library',
    logprobs: 'chat',
    maxTop: 20,
    takesIds: false,
    echoes: false,
    pages: { '/api/version': { version: '0.12.11' } },
  },
  TGI: { ...tgi, native: { api: 'tgi', ratesPrompts: true }, chat: 'max_tokens' },
  'TGI without the probabilities of prompts': { ...tgi, native: { api: 'tgi', ratesPrompts: false } },
  'LM Studio': {
    ...openAi,
    kind: 'lm-studio',
    logprobs: 'none',
    echoes: false,
    pages: { '/api/v0/models': { data: [{ id: 'm' }] } },
    chat: 'max_tokens',
  },
  'a hosted service': { ...openAi, kind: 'other', startsDocument: false },
  'a service for messages only': { ...openAi, kind: 'other', completes: false, logprobs: 'none', chat: 'max_completion_tokens' },
} as const satisfies Record<string, Dialect>;

/** The probabilities of some tokens as a dialect writes them. */
export function logprobsOf(
  { logprobs, kind }: Dialect,
  steps: readonly ServedStep[],
  { tokenizer }: Served,
  asIds: boolean,
): object | null {
  const text = (token: ServedStep['token']): string => nameOf(tokenizer, token);
  if (logprobs === 'none') return null;
  if (logprobs === 'chat') {
    const one = ({ token, logprob }: Pick<ServedStep, 'token' | 'logprob'>): object => ({
      ...(kind === 'llama.cpp' && { id: token }),
      token: text(token),
      bytes: [...tokenizer.bytes(token)],
      logprob: logprob ?? null,
    });
    return { content: steps.map((step) => ({ ...one(step), top_logprobs: step.top.map(one) })) };
  }
  const legacy = (token: ServedStep['token']): string => (asIds ? `token_id:${token}` : text(token));
  return {
    tokens: steps.map(({ token }) => legacy(token)),
    token_logprobs: steps.map(({ logprob }) => logprob ?? null),
    top_logprobs: steps.map(({ top, logprob }) =>
      logprob === undefined ? null : Object.fromEntries(top.map((each) => [legacy(each.token), each.logprob])),
    ),
    text_offset: steps.map(() => 0),
  };
}

/** How a token is written; one that is no UTF-8 as OpenAI writes it. */
export function nameOf(tokenizer: Served['tokenizer'], token: ServedStep['token']): string {
  const bytes = Buffer.from(tokenizer.bytes(token));
  if (bytes.length === 0) return '<|endoftext|>';
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : `bytes:${[...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}`; // prettier-ignore
}
