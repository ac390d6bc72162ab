import type { ServerConnection } from '../server/serverConnection.js';
import type { Capabilities } from './capabilities.js';
import type { CompletionServer } from './completionServer.js';
import { LlamaCompletions } from './llamaCompletions.js';
import { OllamaCompletions } from './ollamaCompletions.js';
import { OpenAiCompletions } from './openAiCompletions.js';
import { SglangCompletions } from './sglangCompletions.js';
import { TgiCompletions } from './tgiCompletions.js';

type Spoken = Exclude<Capabilities['api'], 'none'>;

const speakers: { readonly [A in Spoken]: new (connection: ServerConnection, can: Capabilities) => CompletionServer } = {
  openai: OpenAiCompletions,
  ollama: OllamaCompletions,
  sglang: SglangCompletions,
  tgi: TgiCompletions,
  'llama.cpp': LlamaCompletions,
};

/** A server as it was found to continue texts; undefined where it does not. */
export function completionsOf(connection: ServerConnection, can: Capabilities): CompletionServer | undefined {
  return can.api === 'none' ? undefined : new speakers[can.api](connection, can);
}
