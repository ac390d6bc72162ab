import { minOf } from '../../../common/extremes.js';
import type { AnswerRequest, AnswerResult } from '../../../common/methods/classification.js';
import { ClozeError } from '../../../common/clozeError.js';
import { logSumExp } from '../../../learning/linear/softmax.js';
import type { Span } from '../../../prose/span.js';
import { pairSequence } from '../encoderSequence.js';
import { labelScores } from './scorers/checkpointScorer.js';
import type { ClassifierLease } from './loadedClassifier.js';
import { type WordTokens, wordTokens, type WordWindow, wordWindows } from './vectors/wordTokens.js';

/** Tokens that are read at once; what checkpoints are usually trained with. */
const readTokens = 384;

/** Words of an answer at most. */
const longestAnswer = 30;

/** Answers of each passage that are compared. */
const bestOfWindow = 20;

interface Candidate extends Span {
  readonly score: number;
}

/**
 * Finds the answers to a question in a text. Long texts are read in passages. All answers of all passages share one distribution with "no
 * answer", which is as likely as in the passage where it is least so (Devlin et al. 2018, section 4.3).
 */
export async function answerQuestion({ text, question, top }: AnswerRequest, lease: ClassifierLease): Promise<AnswerResult> {
  const { name, encoder, tokenizer, special } = await lease.model();
  if (encoder.abilities.labels?.kind !== 'answer' || special === undefined) {
    const message = `The model "${name}" answers no questions. Choose one that was trained for it.`;
    throw new ClozeError({ code: 'model-unsupported', message, action: 'choose-model' });
  }
  const limit = Math.min(readTokens, encoder.contextLength);
  const asked = tokenizer.encode(question).slice(0, Math.floor(limit / 4));
  const before = pairSequence(special, asked, []).tokens.length - 1;
  const most = limit - before - 1;
  const words = wordTokens(text, tokenizer);
  const windows = wordWindows(words, most);
  const sequences = windows.map(
    ({ start, end }) =>
    pairSequence(special, asked, words.slice(start, end).flatMap(({ tokens }) => tokens).slice(0, most)), // prettier-ignore
  );
  const scores = await labelScores(sequences, lease);
  const candidates = windows.flatMap((window, at) => answersIn(window, words, scores[at] ?? new Float32Array(), before));
  const none = minOf(scores.map((row) => (row[0] as number) + (row[1] as number)));
  if (candidates.length === 0) return { answers: [], noAnswer: 1 };
  const total = logSumExp([...candidates.map(({ score }) => score), none]);
  const best: Candidate[] = [];
  for (const candidate of candidates.sort((a, b) => b.score - a.score)) {
    const isApart = best.every(({ start, end }) => candidate.end <= start || candidate.start >= end);
    if (best.length < top && isApart) best.push(candidate);
  }
  return {
    answers: best.map(({ start, end, score }) => ({ offset: start, length: end - start, probability: Math.exp(score - total) })),
    noAnswer: Math.exp(none - total),
  };
}

/** The best answers that start in what counts of a window. Scores are [tokens · 2]: of an answer's first and last token. */
function answersIn({ start, from, to, end }: WordWindow, words: readonly WordTokens[], scores: Float32Array, before: number): Candidate[] {
  const firsts: number[] = [];
  const lasts: number[] = [];
  let token = before;
  for (const word of words.slice(start, end)) {
    firsts.push(scores[2 * token] ?? -Infinity);
    token += word.tokens.length;
    lasts.push(scores[2 * (token - 1) + 1] ?? -Infinity);
  }
  const found: Candidate[] = [];
  for (let first = from; first < to; first++) {
    for (let last = first; last < Math.min(end, first + longestAnswer); last++) {
      const score = (firsts[first - start] ?? -Infinity) + (lasts[last - start] ?? -Infinity);
      if (Number.isFinite(score)) found.push({ start: words[first]?.start ?? 0, end: words[last]?.end ?? 0, score });
    }
  }
  return found.sort((a, b) => b.score - a.score).slice(0, bestOfWindow);
}
