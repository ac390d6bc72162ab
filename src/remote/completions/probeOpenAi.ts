import type { CancellationToken } from '../../common/cancellation.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { Capabilities, CompletionCapabilities, ServerFacts, ServerKind } from './capabilities.js';
import { choicesOf, type CompletionChoice } from './completionAnswer.js';
import type { ServerStep } from './completionServer.js';
import { shapeOf, stepsIn } from './logprobShapes.js';
import { completionBody } from './openAiCompletions.js';
import { probeIds, probeText } from './probeText.js';
import { firstOf, unlessRefused } from './refused.js';

const path = '/v1/completions';

/** How many of the most probable tokens to try for; servers have limits of their own. */
const tops: Partial<Record<ServerKind, readonly number[]>> = { 'llama.cpp': [1000, 20], sglang: [100, 20] };
const usualTops = [20, 5, 1];

/** What a server can do by what OpenAI's completions are. Nothing more is asked where it tells no probabilities. */
export async function probeOpenAi(
  connection: ServerConnection,
  facts: ServerFacts,
  cancel: CancellationToken | undefined,
): Promise<CompletionCapabilities> {
  return new Probe(connection, facts, cancel).run();
}

class Probe {
  readonly #notes: string[] = [];

  constructor(
    private readonly connection: ServerConnection,
    private readonly facts: ServerFacts,
    private readonly cancel: CancellationToken | undefined,
  ) {}

  async run(): Promise<CompletionCapabilities> {
    const { kind } = this.facts;
    const { top, shape, first } = await this.#logprobs();
    if (shape === 'none') return { ...tellsNothing, notes: this.#notes };
    const asks = async (extra: Record<string, unknown>): Promise<boolean> => (await this.#ask({ ...this.#body(1), ...extra })).length > 0;
    const { canRate, startsDocument } = await this.#echoes(first);
    const several = await this.#ask({ ...this.#body(1), n: 2, temperature: 1 });
    return {
      api: 'openai',
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
    return completionBody({ ...this.facts, top }, { text: probeText }, { maxTokens: 1, top });
  }

  /** The choices of an answer; none where the server refuses. The reason is kept. */
  async #ask(body: Record<string, unknown>, keepReason = false): Promise<readonly CompletionChoice[]> {
    const ask = async (): Promise<readonly CompletionChoice[]> =>
      choicesOf(await this.connection.post(path, body, this.cancel), this.connection);
    return (await unlessRefused(ask(), ({ message }) => keepReason && this.#notes.push(message))) ?? [];
  }

  async #logprobs(): Promise<{ top: number; shape: 'none' | 'legacy' | 'chat'; first?: ServerStep | undefined }> {
    for (const top of tops[this.facts.kind] ?? usualTops) {
      const [choice] = await this.#ask(this.#body(top), top === 1);
      const shape = shapeOf(choice?.logprobs);
      if (shape === 'none') continue;
      const [first] = stepsIn(choice?.logprobs);
      // A server that cuts the list without a word tells so few each time.
      return { shape, top: Math.max(1, Math.min(top, first?.top.length ?? 0)), first };
    }
    return { shape: 'none', top: 0 };
  }

  /**
   * Whether it tells the probabilities of a given text: of its tokens, and not of those beside them, as some do. The token that it wrote after
   * the sentence of the probe has to be as probable where it is given.
   */
  async #echoes(first: ServerStep | undefined): Promise<{ canRate: boolean; startsDocument: boolean }> {
    const text = probeText + Buffer.from(first?.bytes ?? []).toString('utf8');
    const [choice] = await this.#ask({ ...this.#body(1), prompt: text, echo: true, max_tokens: this.facts.kind === 'vllm' ? 0 : 1 });
    const steps = stepsIn(choice?.logprobs);
    const told = Buffer.concat(steps.map(({ bytes }) => bytes)).toString('utf8');
    const tells = told.includes(probeText) && steps.slice(2).every(({ logprob }) => logprob !== undefined);
    const canRate = tells && isAsProbable(first, stepAt(steps, told.indexOf(probeText) + probeText.length));
    if (tells && !canRate) this.#notes.push('What it tells of a given text are probabilities of other tokens than it names, so they are not used.'); // prettier-ignore
    return { canRate, startsDocument: tells && !told.startsWith(probeText) };
  }

  async #restricts(): Promise<boolean> {
    const [only] = probeIds;
    const [choice] = await this.#ask({ ...this.#body(1), return_tokens_as_token_ids: true, allowed_token_ids: [only] });
    return stepsIn(choice?.logprobs)[0]?.id === only;
  }

  async #infills(): Promise<Capabilities['suffix']> {
    const body = { input_prefix: probeText, input_suffix: ' The end.', n_predict: 1 };
    return (await unlessRefused(this.connection.post('/infill', body, this.cancel))) === undefined ? 'none' : 'infill';
  }

  async #streams(): Promise<boolean> {
    const event = await firstOf(this.connection.stream(path, { ...this.#body(1), stream: true }, 'events', this.cancel));
    return event !== undefined && choicesOf(event, this.connection).length >= 0;
  }
}

/** The token that begins after some bytes. */
function stepAt(steps: readonly ServerStep[], bytes: number): ServerStep | undefined {
  let at = 0;
  for (const step of steps) {
    if (at === bytes) return step;
    at += step.bytes.length;
  }
  return undefined;
}

/** Natural logarithms of one probability differ by less on any device; those of different tokens by far more. */
const tolerance = 0.5;

/** Where the text was cut into other tokens, nothing can be said against it. */
function isAsProbable(written: ServerStep | undefined, given: ServerStep | undefined): boolean {
  if (written?.logprob === undefined || given?.logprob === undefined || !Buffer.from(written.bytes).equals(given.bytes)) return true;
  return Math.abs(written.logprob - given.logprob) < tolerance;
}

/** A server that tells no probabilities continues no text for Cloze. */
const tellsNothing: Omit<CompletionCapabilities, 'notes'> = {
  api: 'none',
  logprobs: 'none',
  top: 0,
  tokenIds: false,
  promptLogprobs: 'none',
  startsDocument: false,
  allowedTokens: false,
  suffix: 'none',
  n: false,
  seed: false,
  streams: false,
};
