import * as v from 'valibot';
import { type CancellationToken, eitherOf, neverCancelled } from '../../common/cancellation.js';
import { append } from '../../common/append.js';
import { inOrder } from '../../common/inOrder.js';
import { has } from '../completions/serverKind.js';
import { InFlight } from '../server/inFlight.js';
import { patiently, type Patience } from '../server/patiently.js';
import type { ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';

const classifier = v.object({ id2label: v.record(v.string(), v.string()) });

/** As `/info` says it. */
const info = v.object({
  model_id: v.string(),
  model_type: v.object({
    classifier: v.optional(classifier),
    reranker: v.optional(classifier),
    embedding: v.optional(v.object({ pooling: v.string() })),
  }),
  max_input_length: v.pipe(v.number(), v.integer(), v.minValue(1)),
  max_client_batch_size: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export interface EmbeddingsInfo extends v.InferOutput<typeof info> {}

const predictions = v.array(v.array(v.object({ label: v.string(), score: v.number() })));
const vectors = v.array(v.array(v.number()));
const tokenLists = v.array(v.array(v.object({ id: v.number() })));

/** A text, or two that belong together. */
export type EmbeddingsInput = readonly [string] | readonly [string, string];

/** It had too much to do (429), its model could not answer just then (424), or a replica is being replaced: all pass. */
const passing = [424, 429, 502, 503, 504];

/** What a server of Text Embeddings Inference says of itself; undefined where it is of another kind. */
export function embeddingsInfo(connection: ServerConnection, cancel?: CancellationToken): Promise<EmbeddingsInfo | undefined> {
  return has(connection, '/info', info, cancel);
}

/** A server of Text Embeddings Inference. Batches are cut to its size, and answers are in the order of the inputs. */
export class EmbeddingsServer {
  readonly #inFlight = new InFlight();

  constructor(
    private readonly connection: ServerConnection,
    readonly info: EmbeddingsInfo,
    private readonly patience: Patience,
  ) {}

  /** The most requests that can be under way: the server joins them to its own batches. */
  get atOnce(): number {
    return this.#inFlight.most;
  }

  /** The scores of each input before any softmax, by label. */
  async predict(inputs: readonly EmbeddingsInput[], cancel?: CancellationToken): Promise<ReadonlyMap<string, number>[]> {
    const answers = await this.#batched(inputs, '/predict', { raw_scores: true }, predictions, cancel);
    return answers.map((labels) => new Map(labels.map(({ label, score }) => [label, score])));
  }

  /** The vector of each text, of the length that the model gave it. */
  async embed(texts: readonly string[], cancel?: CancellationToken): Promise<Float32Array[]> {
    const answers = await this.#batched(texts, '/embed', { normalize: false }, vectors, cancel);
    return answers.map((vector) => Float32Array.from(vector));
  }

  /** The ids of a text's tokens, without special ones. */
  async tokenize(text: string, cancel?: CancellationToken): Promise<number[]> {
    const [tokens = []] = await this.#batched([text], '/tokenize', { add_special_tokens: false }, tokenLists, cancel);
    return tokens.map(({ id }) => id);
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  async #batched<T>(
    inputs: readonly unknown[],
    path: string,
    options: Readonly<Record<string, unknown>>,
    schema: v.GenericSchema<unknown, T[]>,
    cancel: CancellationToken | undefined,
  ): Promise<T[]> {
    const size = this.info.max_client_batch_size;
    const batches = Array.from({ length: Math.ceil(inputs.length / size) }, (_, at) => inputs.slice(at * size, (at + 1) * size));
    const all: T[] = [];
    const ask = (batch: readonly unknown[], givenUp: CancellationToken): Promise<T[]> =>
      this.#ask(batch, path, options, schema, eitherOf(cancel ?? neverCancelled, givenUp));
    for (const answers of await inOrder(batches, this.atOnce, ask)) append(all, answers);
    return all;
  }

  /** A batch that the server finds too big is asked in halves. */
  async #ask<T>(
    batch: readonly unknown[],
    path: string,
    options: Readonly<Record<string, unknown>>,
    schema: v.GenericSchema<unknown, T[]>,
    cancel: CancellationToken | undefined,
  ): Promise<T[]> {
    try {
      const ask = (): Promise<unknown> => this.connection.post(path, { inputs: batch, ...options }, cancel);
      const answer = await this.#inFlight.run(() => patiently(this.patience, cancel, (failure) => this.#passes(failure), ask), { cancel });
      const checked = v.safeParse(schema, answer);
      if (!checked.success) throw brokenAnswer(this.connection.address.host, `it is no answer of ${path}`);
      if (checked.output.length !== batch.length) throw brokenAnswer(this.connection.address.host, `it has ${checked.output.length} answers to ${batch.length} texts`); // prettier-ignore
      return checked.output;
    } catch (error) {
      if (!(error instanceof ServerFailure) || error.status !== 413 || batch.length < 2) throw error;
      const half = Math.ceil(batch.length / 2);
      const first = await this.#ask(batch.slice(0, half), path, options, schema, cancel);
      return [...first, ...(await this.#ask(batch.slice(half), path, options, schema, cancel))];
    }
  }

  #passes(failure: ServerFailure): boolean {
    if (failure.status === 429 || failure.status === 503) this.#inFlight.isBusy();
    return failure.isLost || passing.includes(failure.status ?? 0);
  }
}
