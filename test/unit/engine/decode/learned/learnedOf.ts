import { weightCount } from '../../../../../src/learning/manuscript/blendWeights.js';
import { ContextIndex } from '../../../../../src/learning/manuscript/contextIndex.js';
import { WordCounts } from '../../../../../src/learning/manuscript/wordCounts.js';
import type { Learned } from '../../../../../src/engine/decode/learned/learnedFile.js';
import { tokenizer } from '../reference/writing.js';

/** What is learned of texts with the reference tokenizer, every context with the same weight. */
export function learnedOf(texts: readonly string[], weight = 0.5): Learned {
  const separator = tokenizer.vocabularySize;
  const sources = texts.map((text) => tokenizer.encode(text));
  const words = new WordCounts();
  for (const text of texts) words.add(text);
  const index = ContextIndex.of(Uint16Array.from(sources.flatMap((tokens) => [...tokens, separator])), separator);
  const known = words.words(2).map((word) => {
    const own = words.beginningWith(word.text);
    return { ...word, rivals: [2, 3, 4].map((length) => words.beginningWith(word.text.slice(0, length)) - own) };
  });
  return {
    head: {
      model: { name: 'reference', hash: 'reference', vocabularySize: separator },
      date: '2026-01-02T03:04:05.000Z',
      words: words.total,
      known,
      knownCount: known.length,
      weights: Array<number>(weightCount).fill(weight),
      fittedTokens: index.tokens.length,
      sources: sources.map((tokens, at) => ({ hash: String(at), tokens: tokens.length, words: 1 })),
    },
    index,
  };
}
