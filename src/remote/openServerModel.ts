import { createHash } from 'node:crypto';
import type { LoadedModel } from '../engine/features/loadedModel.js';
import type { Log } from '../engine/log.js';
import { findModel } from '../engine/models/modelFolders.js';
import { openCheckpoint } from '../engine/models/openCheckpoint.js';
import { loadTokenizer } from '../engine/tokenizer/loadTokenizer.js';
import type { Tokenizer } from '../engine/tokenizer/tokenizer.js';
import { ClozeError } from '../common/clozeError.js';
import type { Environment } from '../network/environment.js';
import type { Capabilities } from './completions/capabilities.js';
import type { CompletionServer } from './completions/completionServer.js';
import { completionsOf } from './completions/completionsOf.js';
import { keepCapabilities, keptCapabilities } from './completions/knownCapabilities.js';
import { probeServer } from './completions/probe.js';
import { ServerAnswers } from './completions/serverAnswers.js';
import { listedModels } from './completions/serverKind.js';
import { noDecoder } from './decoder/noDecoder.js';
import { ServerDecoder } from './decoder/serverDecoder.js';
import { knownVocabulary, type ServerVocabulary, wordVocabulary } from './decoder/serverVocabulary.js';
import { serverAddress } from './server/serverAddress.js';
import { ServerConnection } from './server/serverConnection.js';
import { ServerFailure } from './server/serverFailure.js';

/** A server as a user names it. */
export interface ServerChoice {
  readonly url: string;
  readonly key?: string | undefined;
  /** The model on the server; its first one where it is absent. */
  readonly model?: string | undefined;
  /** A model of this machine with the same tokenizer, by name or path; one of the served model's name is looked for otherwise. */
  readonly tokenizer?: string | undefined;
}

/** Where models are found, and what is known about servers is kept. */
export interface ServerPlaces {
  readonly modelFolders: readonly string[];
  readonly cacheFolder: string;
  readonly environment: Environment;
  readonly log?: Log | undefined;
}

/** The model of the first of some servers that can be reached. Fails as the last one did. */
export async function openFirstServer(choices: readonly ServerChoice[], places: ServerPlaces): Promise<LoadedModel> {
  for (const [index, choice] of choices.entries()) {
    try {
      return await openServerModel(choice, places);
    } catch (error) {
      if (!(error instanceof ServerFailure) || error.kind !== 'passing' || index === choices.length - 1) throw error;
      places.log?.('warn', `${error.message} The next server is used.`);
    }
  }
  throw new ClozeError({ code: 'bad-request', message: 'No server was named.' });
}

/** A causal model on a server, as features use any other. */
export async function openServerModel(choice: ServerChoice, places: ServerPlaces): Promise<LoadedModel> {
  const address = serverAddress(choice.url);
  const connection = await ServerConnection.open(places.environment, { address, key: choice.key });
  try {
    const kept = await keptOf(connection, choice, places);
    if (kept !== undefined) {
      try {
        return await modelOf(connection, kept, choice, places);
      } catch (error) {
        if (!isAnotherServer(error)) throw error;
      }
    }
    const found = await probeServer(connection, choice.model);
    await keepCapabilities(places.cacheFolder, address, choice.model, found);
    return await modelOf(connection, found, choice, places);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** What a server was found to do before, where it still has the model. Fails where it cannot be reached. */
async function keptOf(
  connection: ServerConnection,
  { model }: ServerChoice,
  { cacheFolder }: ServerPlaces,
): Promise<Capabilities | undefined> {
  const kept = await keptCapabilities(cacheFolder, connection.address, model);
  if (kept === undefined) return undefined;
  const models = await listedModels(connection);
  return models.length === 0 || models.some(({ id }) => id === kept.model) ? kept : undefined;
}

/** Whether a server that was probed before fails as one does that has changed since, or another one that stands there by now. */
function isAnotherServer(error: unknown): boolean {
  return error instanceof ServerFailure && (error.isBroken || [400, 404, 405, 422].includes(error.status ?? 0));
}

async function modelOf(connection: ServerConnection, can: Capabilities, choice: ServerChoice, places: ServerPlaces): Promise<LoadedModel> {
  const { address } = connection;
  const server = completionsOf(connection, can);
  if (server === undefined && can.chat === null) throw noProbabilities(can, address.host);
  const vocabulary = server === undefined ? wordVocabulary() : await vocabularyOf(server, choice, places);
  const decoder =
    server === undefined
      ? noDecoder(connection, can.contextLength, () => noProbabilities(can, address.host))
      : new ServerDecoder(server, vocabulary);
  return {
    name: can.model,
    device: { kind: 'server', name: address.host, threads: 0 },
    bytes: 0,
    hash: createHash('sha256')
      .update(JSON.stringify([address.base, can.model]))
      .digest('hex'),
    decoder,
    ...(can.chat !== null && { answering: new ServerAnswers(connection, can.model, can.chat) }),
    tokenizer: vocabulary.tokenizer,
    endTurn: () => decoder.endTurn(),
    dispose: () => decoder.dispose(),
  };
}

async function vocabularyOf(
  server: CompletionServer,
  { tokenizer: wanted }: ServerChoice,
  places: ServerPlaces,
): Promise<ServerVocabulary> {
  const { model, tokenIds } = server.capabilities;
  const tokenizer = await tokenizerOf(wanted ?? model, wanted !== undefined, places);
  if (tokenizer === undefined) return wordVocabulary();
  if (await agrees(server, tokenizer)) return knownVocabulary(tokenizer, tokenIds);
  if (wanted !== undefined) {
    throw new ServerFailure('refused', `The tokenizer of "${wanted}" is not that of ${model} on the server. Name another model, or none.`);
  }
  places.log?.('info', `The tokenizer of ${model} on this machine is not the server’s; texts are sent as they are.`);
  return wordVocabulary();
}

/** The tokenizer of a model of this machine; undefined where it is not here and was not asked for. */
async function tokenizerOf(
  model: string,
  isAskedFor: boolean,
  { modelFolders, environment }: ServerPlaces,
): Promise<Tokenizer | undefined> {
  try {
    const checkpoint = await openCheckpoint(await findModel(model, modelFolders, environment), modelFolders);
    try {
      const files = await checkpoint.tokenizerJson();
      return loadTokenizer(files.tokenizer, files.config);
    } finally {
      await checkpoint.close();
    }
  } catch (error) {
    if (isAskedFor || !(error instanceof ClozeError)) throw error;
    return undefined;
  }
}

const sample = 'Once upon a time, there was a harbor.';

/** Whether the tokens of which a server tells are those of a tokenizer. */
async function agrees(server: CompletionServer, tokenizer: Tokenizer): Promise<boolean> {
  const vocabulary = knownVocabulary(tokenizer, false);
  const isOurs = (told: Parameters<ServerVocabulary['tokenOf']>[0]): boolean => {
    const ours = vocabulary.tokenOf({ bytes: told.bytes });
    return ours !== undefined && (told.id === undefined || told.id === ours);
  };
  for await (const step of server.generate({ text: sample }, { maxTokens: 1, top: 5 }))
    if (![step, ...step.top].every(isOurs)) return false;
  if (server.capabilities.promptLogprobs === 'none') return true;
  const told = await server.rate({ text: sample }, 1);
  const written = told.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
  const own = tokenizer.encode(sample).map((token) => Buffer.from(tokenizer.bytes(token)).toString('latin1'));
  return written.join('\0').includes(own.join('\0'));
}

function noProbabilities({ kind, notes, chat }: Capabilities, host: string): ServerFailure {
  const name = kind === 'other' ? host : `${host} (${kind})`;
  const answers = chat === null ? '' : ' It answers messages, so it can rewrite, translate and summarize.';
  const why = notes.length === 0 ? '' : ` ${notes.join(' ')}`;
  return new ServerFailure(
    'lacking',
    `${name} does not tell how probable its tokens are ("logprobs"), without which Cloze cannot judge what it says.${why}${answers} See docs/servers.md for servers that do.`,
  );
}
