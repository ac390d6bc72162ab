import type { Token } from '../../../../../src/engine/tokenizer/token.js';

/** Log-probabilities of the token after a sequence, one for each token of the vocabulary. */
export type LanguageModel = (tokens: readonly Token[]) => Float64Array;

/**
 * A language model by counting, each order smoothed with the one below (MacKay and Peto 1995):
 * P(t | h) = (count(h t) + λ · P(t | h without its first token)) / (count(h) + λ), and 1/V below the shortest history.
 */
export function countingModel(
  sequences: readonly (readonly Token[])[],
  vocabularySize: number,
  order: number,
  smoothing: number,
): LanguageModel {
  const counts = new Map<string, Map<Token, number>>();
  for (const tokens of sequences) {
    for (const [at, token] of tokens.entries()) {
      for (let length = 0; length <= Math.min(order, at); length++) {
        const key = tokens.slice(at - length, at).join();
        const next = counts.get(key) ?? new Map<Token, number>();
        counts.set(key, next.set(token, (next.get(token) ?? 0) + 1));
      }
    }
  }
  return (tokens) => {
    let probabilities = new Float64Array(vocabularySize).fill(1 / vocabularySize);
    for (let length = 0; length <= Math.min(order, tokens.length); length++) {
      const next = counts.get(tokens.slice(tokens.length - length).join());
      if (next === undefined) break;
      const total = [...next.values()].reduce((sum, count) => sum + count, 0);
      probabilities = probabilities.map((below, token) => ((next.get(token as Token) ?? 0) + smoothing * below) / (total + smoothing));
    }
    return probabilities.map(Math.log);
  };
}
