import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { ServerFailure } from '../server/serverFailure.js';
import type { Capabilities, ServerFacts, ServerKind } from './capabilities.js';
import { choicesOf, type CompletionChoice } from './completionAnswer.js';
import { shapeOf, stepsIn } from './logprobShapes.js';
import { completionBody } from './openAiCompletions.js';
import { probeOllama } from './probeOllama.js';
import { listedModels, serverKindOf } from './serverKind.js';

/** What a server is asked about: nothing that a user has written. */
const probeText = 'Once upon a time, there was a harbor.';

/** Ids that any vocabulary has. */
const probeIds = [10, 20, 30];

/** How many of the most probable tokens to try for; servers have limits of their own. */
const tops: Partial<Record<ServerKind, readonly number[]>> = { 'llama.cpp': [1000, 20], sglang: [100, 20] };
const usualTops = [20, 5, 1];

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
  return kind === 'ollama' ? probeOllama(connection, facts, cancel) : new Probe(connection, facts, cancel).run();
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

/** The questions to a server that speaks as OpenAI's completions. */
class Probe {
  readonly #notes: string[] = [];

  constructor(
    private readonly connection: ServerConnection,
    private readonly facts: ServerFacts,
    private readonly cancel: CancellationToken | undefined,
  ) {}

  async run(): Promise<Capabilities> {
    const { kind } = this.facts;
    const { top, shape } = await this.#logprobs();
    const asks = async (extra: Record<string, unknown>): Promise<boolean> => (await this.#ask({ ...this.#body(1), ...extra })).length > 0;
    const { canRate, startsDocument } = shape === 'none' ? { canRate: false, startsDocument: false } : await this.#echoes();
    const several = await this.#ask({ ...this.#body(1), n: 2, temperature: 1 });
    return {
      ...this.facts,
      logprobs: shape,
      top,
      tokenIds: await asks({ prompt: probeIds }),
      promptLogprobs: canRate ? 'echo' : 'none',
      startsDocument,
      allowedTokens: kind === 'vllm' && (await this.#restricts()),
      suffix: kind === 'llama.cpp' ? await this.#infills() : (await asks({ suffix: ' The end.' })) ? 'field' : 'none',
      n: several.length === 2,
      seed: await asks({ seed: 1 }),
      streams: await this.#streams(),
      notes: this.#notes,
    };
  }

  #body(top: number): Record<string, unknown> {
    const body = completionBody({ ...this.facts, top }, { text: probeText }, { maxTokens: 1, top });
    if (top > 0) return body;
    delete body['logprobs'];
    return body;
  }

  /** The choices of an answer; none where the server refuses. The reason is kept. */
  async #ask(body: Record<string, unknown>, keepReason = false): Promise<readonly CompletionChoice[]> {
    try {
      return choicesOf(await this.connection.post('/v1/completions', body, this.cancel), this.connection);
    } catch (error) {
      if (!(error instanceof ServerFailure) || error.status === undefined || [401, 403, 429].includes(error.status)) throw error;
      if (keepReason) this.#notes.push(error.message);
      return [];
    }
  }

  async #logprobs(): Promise<{ top: number; shape: Capabilities['logprobs'] }> {
    for (const top of tops[this.facts.kind] ?? usualTops) {
      const [choice] = await this.#ask(this.#body(top), top === 1);
      const shape = shapeOf(choice?.logprobs);
      if (shape === 'none') continue;
      const told = stepsIn(choice?.logprobs)[0]?.top.length ?? 0;
      // A server that cuts the list without a word tells so few each time.
      return { shape, top: Math.max(1, Math.min(top, told < top ? told : top)) };
    }
    return { shape: 'none', top: 0 };
  }

  async #echoes(): Promise<{ canRate: boolean; startsDocument: boolean }> {
    const [choice] = await this.#ask({ ...this.#body(1), echo: true, max_tokens: this.facts.kind === 'vllm' ? 0 : 1 });
    const steps = stepsIn(choice?.logprobs);
    const told = Buffer.concat(steps.map(({ bytes }) => bytes)).toString('utf8');
    const canRate = told.includes(probeText) && steps.slice(2).every(({ logprob }) => logprob !== undefined);
    return { canRate, startsDocument: canRate && !told.startsWith(probeText) };
  }

  async #restricts(): Promise<boolean> {
    const [only] = probeIds;
    const [choice] = await this.#ask({ ...this.#body(1), return_tokens_as_token_ids: true, allowed_token_ids: [only] });
    return stepsIn(choice?.logprobs)[0]?.id === only;
  }

  async #infills(): Promise<Capabilities['suffix']> {
    try {
      await this.connection.post('/infill', { input_prefix: probeText, input_suffix: ' The end.', n_predict: 1 }, this.cancel);
      return 'infill';
    } catch (error) {
      if (error instanceof ServerFailure && error.status !== undefined) return 'none';
      throw error;
    }
  }

  async #streams(): Promise<boolean> {
    try {
      const events = this.connection.stream('/v1/completions', { ...this.#body(1), stream: true }, 'events', this.cancel);
      for await (const event of events) return choicesOf(event, this.connection).length >= 0;
      return false;
    } catch (error) {
      if (error instanceof ServerFailure && (error.status !== undefined || error.isBroken)) return false;
      throw error;
    }
  }
}
