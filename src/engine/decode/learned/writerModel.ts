import type { BlendWeights } from '../../../learning/manuscript/blendWeights.js';
import { type ContextIndex, historyLength } from '../../../learning/manuscript/contextIndex.js';
import { type Context, contextsOf, type Evidence, evidenceOf, likeliest } from '../../../learning/manuscript/evidence.js';
import type { KnownWord } from '../../../common/methods/manuscript.js';
import type { Distribution } from '../../runtime/decoder.js';
import type { Learned } from './learnedFile.js';
import type { Token } from '../../tokenizer/token.js';

/** How many tokens that the writer used after the same words the model is asked about. */
const maxCandidates = 64;

/** What a writer's texts say of the next token, beside a model. */
export class WriterModel {
  readonly index: ContextIndex;
  readonly weights: BlendWeights;
  /** Words that the model has no token for, most frequent first, and how many words of any kind there are. */
  readonly known: readonly KnownWord[];
  readonly words: number;
  readonly #shares: Float64Array;

  constructor({ head, index }: Learned) {
    this.index = index;
    this.weights = head.weights;
    this.known = head.known;
    this.words = head.words;
    this.#shares = index.shares();
  }

  /** What the texts say after contexts, where the model gives its best token this log-probability. */
  after(contexts: readonly Context[], best: number): Evidence {
    return evidenceOf(contexts, this.weights, Math.exp(best));
  }

  /** The contexts of the texts that end as a history does, longest first. */
  contexts(history: readonly Token[]): Context[] {
    return contextsOf(this.index, history.slice(-historyLength));
  }

  /** The tokens that the texts make likely, whatever the model says. */
  candidates(contexts: readonly Context[]): Token[] {
    return likeliest(this.after(contexts, -Infinity), maxCandidates) as Token[];
  }

  /** The log-probability of a token, given that of the model. */
  logprob(evidence: Evidence, token: Token, model: number): number {
    const own = evidence.words * (this.#shares[token] ?? 0) + (evidence.followers.get(token) ?? 0);
    return own === 0 ? model + Math.log(evidence.model) : Math.log(evidence.model * Math.exp(model) + own);
  }

  /**
   * The most probable tokens of the blend, best first, among those that are most probable to the model and others that it was asked about.
   * @param others log-probabilities by the model; of a token that is in both lists the first counts
   */
  best(
    evidence: Evidence,
    model: Omit<Distribution, 'rated'>,
    others: ReadonlyMap<Token, number>,
    top: number,
  ): Omit<Distribution, 'rated'> {
    const all = new Map(others);
    for (const [at, token] of model.tokens.entries()) all.set(token, model.logprobs[at] ?? -Infinity);
    const blended = [...all].map(([token, logprob]) => ({ token, logprob: this.logprob(evidence, token, logprob) }));
    const best = blended.sort((a, b) => b.logprob - a.logprob || a.token - b.token).slice(0, top);
    return { tokens: best.map(({ token }) => token), logprobs: Float32Array.from(best, ({ logprob }) => logprob) };
  }
}
