import type { CancellationToken } from '../../common/cancellation.js';
import type { Sampling, Usage } from '../../common/methods/completion.js';
import type { Distribution } from '../runtime/decoder.js';
import { nextTurn } from '../runtime/nextTurn.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { Models } from './generate.js';
import { circleAtEnd } from './circleAtEnd.js';
import { penalised } from './repetition.js';
import { choose } from './sampler.js';
import { type Random, seededRandom } from './seededRandom.js';
import { CharacterStream } from './utf8.js';

/** Why an answer ended: the model ended it, it has the most tokens that it may have, or it went round in circles. */
export type AnswerEnd = 'end' | 'max-tokens' | 'repetition';

export interface AnswerOptions {
  readonly prompt: readonly Token[];
  readonly ends: ReadonlySet<Token>;
  readonly maxTokens: number;
  readonly sampling: Sampling;
  /** Told what the answer is so far after each token. */
  readonly onText: (text: string) => void;
}

export interface AnswerUsage extends Omit<Usage, 'model' | 'device' | 'isBrief'> {}

/** Tokens that a choice is made from where it is not simply the best one. */
const choiceSize = 64;

/** An answer that a model gives. What it has said stays where `generate` is cancelled, so that it can go on later. */
export class Answer {
  readonly #tokens: Token[] = [];
  readonly #random: Random;
  #characters = CharacterStream.empty;
  /** How long the text was before each token. */
  readonly #lengths: number[] = [];
  #text = '';
  readonly #usage = { reusedTokens: 0, prefillMs: 0, decodeMs: 0 };

  constructor(
    private readonly options: AnswerOptions,
    private readonly now: () => number,
  ) {
    this.#random = seededRandom(options.sampling.seed);
  }

  get text(): string {
    return this.#text;
  }

  get tokens(): readonly Token[] {
    return this.#tokens;
  }

  get usage(): AnswerUsage {
    return { ...this.#usage, contextTokens: this.options.prompt.length, decodedTokens: this.#tokens.length };
  }

  /** Lets a model answer to its end. */
  async generate({ decoder, tokenizer }: Models, cancel: CancellationToken): Promise<AnswerEnd> {
    const { prompt, sampling } = this.options;
    const query = { top: sampling.temperature <= 0 && sampling.repetitionPenalty === 1 ? 1 : choiceSize };
    const started = this.now();
    const prefilled = await decoder.prefill([...prompt, ...this.#tokens], query, cancel);
    const prefilledAt = this.now();
    this.#usage.reusedTokens += prefilled.reused;
    this.#usage.prefillMs += prefilledAt - started;
    let decodedAt = prefilledAt;
    let { branch, next } = prefilled;
    for (;;) {
      const end = this.#take(next, tokenizer);
      this.#usage.decodeMs += this.now() - decodedAt;
      decodedAt = this.now();
      if (end !== undefined) return end;
      await nextTurn(cancel);
      const [step] = await decoder.extend([{ branch, tokens: this.#tokens.slice(-1) }], query, cancel);
      if (step === undefined) throw new Error('The decoder extended nothing.');
      ({ branch, next } = step);
    }
  }

  /** Takes the next token; says why the answer has ended where it has. */
  #take(next: Distribution, tokenizer: Tokenizer): AnswerEnd | undefined {
    const { prompt, ends, maxTokens, sampling, onText } = this.options;
    const history = { context: prompt, generated: this.#tokens };
    const weights = penalised(next.tokens, next.logprobs, history, sampling.repetitionPenalty);
    const token = next.tokens[choose(weights, sampling, this.#random()) ?? -1];
    if (token === undefined || ends.has(token)) return 'end';
    if (this.#tokens.length >= maxTokens) return 'max-tokens';
    this.#lengths.push(this.#text.length);
    this.#tokens.push(token);
    this.#text += this.#textOf(token, tokenizer);
    const circle = circleAtEnd(this.#tokens);
    if (circle === undefined) {
      onText(this.#text);
      return undefined;
    }
    // Its first round stays.
    this.#text = this.#text.slice(0, this.#lengths[this.#tokens.length - circle.length * (circle.rounds - 1)]);
    onText(this.#text);
    return 'repetition';
  }

  #textOf(token: Token, tokenizer: Tokenizer): string {
    const bytes = tokenizer.bytes(token);
    // A special token within an answer is a sign such as the one that begins a thought.
    if (bytes.length === 0) return tokenizer.decode([token]);
    const { text, stream } = this.#characters.push(bytes);
    this.#characters = stream;
    return text;
  }
}
