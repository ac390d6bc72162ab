import type { WordInfluence } from '../../../common/methods/classification.js';
import { logOdds, type ScoredPassage } from '../../../learning/examples/joinPassages.js';
import { largestIndex } from '../../../learning/linear/softmax.js';
import type { Span } from '../../../prose/span.js';
import type { TextScorer } from './scorers/textScorer.js';

/** Passages with more words are searched by groups of words first. */
const maxWords = 48;
const groupSize = 8;

/** How many groups are looked at word by word. */
const groupsInDetail = 4;

/**
 * The words of a passage that moved its label: how much the odds of the label fall when a word is left out (occlusion). In long passages
 * only the words of the groups that matter most are tried one by one.
 */
export async function wordsThatDecided(
  text: string,
  passage: ScoredPassage | undefined,
  scorer: TextScorer,
  multiLabel: boolean,
): Promise<WordInfluence[]> {
  if (passage === undefined) return [];
  const label = largestIndex(passage.scores);
  const whole = logOdds(passage.scores, label, multiLabel);
  const read = text.slice(passage.start, passage.end);
  const influences = async (left: readonly Span[]): Promise<number[]> => {
    const rest = left.map(({ start, end }) => `${read.slice(0, start).trimEnd()} ${read.slice(end).trimStart()}`.trim());
    const scores = await scorer.score(rest);
    return scores.map((score) => (whole - logOdds(score, label, multiLabel)) / scorer.temperature);
  };
  const words = await wordsToTry(wordsOf(read), influences);
  const found = await influences(words);
  return words
    .map(({ start, end }, at) => ({ offset: passage.start + start, length: end - start, influence: found[at] ?? 0 }))
    .sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence));
}

async function wordsToTry(words: readonly Span[], influences: (left: readonly Span[]) => Promise<number[]>): Promise<readonly Span[]> {
  if (words.length <= maxWords) return words;
  const groups = Array.from({ length: Math.ceil(words.length / groupSize) }, (_, at) => words.slice(at * groupSize, (at + 1) * groupSize));
  const found = await influences(groups.map((group) => ({ start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 })));
  const order = [...groups.keys()].sort((a, b) => Math.abs(found[b] ?? 0) - Math.abs(found[a] ?? 0));
  return order.slice(0, groupsInDetail).flatMap((group) => groups[group] ?? []);
}

/** Words and numbers, with the signs inside them. */
function wordsOf(text: string): Span[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
}
