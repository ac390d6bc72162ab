import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { ServerFailure } from '../server/serverFailure.js';
import type { Capabilities, CompletionCapabilities, ServerFacts } from './capabilities.js';
import { probeChat } from './probeChat.js';
import { probeLlama } from './probeLlama.js';
import { probeOllama } from './probeOllama.js';
import { probeOpenAi } from './probeOpenAi.js';
import { probeSglang } from './probeSglang.js';
import { probeTgi } from './probeTgi.js';
import { listedModels, serverKindOf } from './serverKind.js';

/**
 * Finds out what a server can do with a model, by asking it for a few tokens.
 * @param wanted the model; the server's first one where it is absent
 * @throws ServerFailure where it cannot be reached, does not accept the key, or does not have the model
 */
export async function probeServer(connection: ServerConnection, wanted?: string, cancel?: CancellationToken): Promise<Capabilities> {
  const listed = await listedModels(connection, cancel);
  const kind = await serverKindOf(connection, listed, cancel);
  const models = listed.map(({ id }) => id);
  const model = chosenModel(connection, models, wanted);
  const contextLength = listed.find(({ id }) => id === model)?.contextLength ?? null;
  const facts = { kind, models, model, contextLength };
  const completes = await probeCompletions(connection, facts, cancel);
  return { ...facts, ...completes, chat: await probeChat(connection, facts, cancel) };
}

/** Its own address counts where it says more than its `/v1/completions`. */
async function probeCompletions(
  connection: ServerConnection,
  facts: ServerFacts,
  cancel: CancellationToken | undefined,
): Promise<CompletionCapabilities> {
  if (facts.kind === 'ollama') return probeOllama(connection, facts, cancel);
  const usual = await probeOpenAi(connection, facts, cancel);
  if (facts.kind === 'sglang') return (await probeSglang(connection, usual, cancel)) ?? usual;
  if (usual.logprobs !== 'none') return usual;
  if (facts.kind === 'tgi') return (await probeTgi(connection, cancel)) ?? usual;
  if (facts.kind === 'llama.cpp') return (await probeLlama(connection, usual, cancel)) ?? usual;
  return usual;
}

function chosenModel({ address }: ServerConnection, models: readonly string[], wanted: string | undefined): string {
  const model = wanted === undefined ? models[0] : (models.find((id) => id === wanted || id === `${wanted}:latest`) ?? (models.length === 0 ? wanted : undefined)); // prettier-ignore
  if (model !== undefined) return model;
  const message =
    wanted === undefined
      ? `${address.host} names no model. Name one: --server-model on the command line, "cloze.server.model" in the settings.`
      : `${address.host} has no model "${wanted}". It has ${models.slice(0, 12).join(', ')}${models.length > 12 ? ' and others' : ''}.`;
  throw new ServerFailure('refused', message);
}
