import type { TextScorer } from './textScorer.js';

/** Two opinions on the same labels, added up. */
export function jointScorer(first: TextScorer, second: TextScorer): TextScorer {
  return {
    labels: first.labels,
    model: `${first.model} + ${second.model}`,
    temperature: first.temperature + second.temperature,
    most: Math.min(first.most, second.most),
    count: (text) => Math.max(first.count(text), second.count(text)),
    async score(texts) {
      const others = await second.score(texts);
      return (await first.score(texts)).map((scores, text) => Array.from(scores, (score, label) => score + (others[text]?.[label] ?? 0)));
    },
  };
}
