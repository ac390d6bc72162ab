import * as v from 'valibot';

/** Servers whose ways are known; `other` is what speaks as OpenAI's completions do. */
export const serverKinds = ['vllm', 'sglang', 'llama.cpp', 'llama-cpp-python', 'ollama', 'tgi', 'lm-studio', 'other'] as const;
export type ServerKind = (typeof serverKinds)[number];

/** How messages are sent to a server that answers them. */
const chat = v.object({
  /** What it calls the most tokens of an answer; services that have the newer name choose how they sample themselves. */
  limit: v.picklist(['max_tokens', 'max_completion_tokens']),
  /** Whether it answers piece by piece. */
  streams: v.boolean(),
});
export interface ChatCapabilities extends v.InferOutput<typeof chat> {}

/** What a server was found to do with one model. Probed once and kept, never assumed. */
export const capabilities = v.object({
  kind: v.picklist(serverKinds),
  /** The models that it names. */
  models: v.array(v.string()),
  /** The model that was probed. */
  model: v.string(),
  /** How it is asked to continue a text: as OpenAI's completions are, or at an address of its own kind. */
  api: v.picklist(['none', 'openai', 'ollama', 'sglang', 'tgi', 'llama.cpp']),
  /** Whether and how it answers messages; null where it does not. */
  chat: v.nullable(chat),
  /** Whether a prompt may be token ids. */
  tokenIds: v.boolean(),
  /** In which shape it tells the probabilities of tokens. */
  logprobs: v.picklist(['none', 'legacy', 'chat', 'native']),
  /** How many of the most probable tokens it tells of. */
  top: v.number(),
  /** How it tells the probabilities of a given text; surprisal and flow need it. */
  promptLogprobs: v.picklist(['none', 'echo', 'native']),
  /** Whether it puts the model's document-start token before a text. */
  startsDocument: v.boolean(),
  /** Whether the tokens that may come can be restricted. */
  allowedTokens: v.boolean(),
  /** Whether it takes a text after the cursor: as a field, or at an address of its own. */
  suffix: v.picklist(['none', 'field', 'infill']),
  /** Whether one request may ask for several continuations. */
  n: v.boolean(),
  /** Whether sampling can be made repeatable. */
  seed: v.boolean(),
  /** Whether it answers token by token. */
  streams: v.boolean(),
  /** The most tokens of a text and its continuation, where it says so. */
  contextLength: v.nullable(v.number()),
  /** Why something is missing, where the server said so; sentences. */
  notes: v.array(v.string()),
});
export interface Capabilities extends v.InferOutput<typeof capabilities> {}

/** What is known of a server before it is asked to complete anything. */
export interface ServerFacts extends Pick<Capabilities, 'kind' | 'models' | 'model' | 'contextLength'> {}

/** What a server says about continuing texts. */
export interface CompletionCapabilities extends Omit<Capabilities, keyof ServerFacts | 'chat'> {}
