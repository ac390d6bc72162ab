import { ClozeError } from '../../../../common/clozeError.js';
import type { TaggedSentence } from '../../../../common/methods/training.js';
import { maxLabels } from '../../../../learning/examples/labels.js';
import { sentenceText } from '../../../../learning/tagging/sentenceText.js';
import { type LabelledSpan, spansOf, tagNames, tagsOf, unitOf } from '../../../../learning/tagging/tagScheme.js';
import type { Tokenizer } from '../../../tokenizer/tokenizer.js';
import { type WordTokens, wordTokens } from '../vectors/wordTokens.js';

/** Sentences ready for training: their words are those that are told apart in any text, whatever their file has. */
export interface TaggedExamples {
  readonly unit: 'span' | 'word';
  /** What is found: kinds of spans, or tags of words. Sorted. */
  readonly labels: readonly string[];
  /** What a word may be: the tags of the spans, or of the words. */
  readonly tags: readonly string[];
  readonly sentences: readonly TaggedWords[];
}

export interface TaggedWords {
  readonly words: readonly WordTokens[];
  /** The tag of each word, as an index. */
  readonly tags: Int32Array;
  readonly spans: readonly LabelledSpan[];
}

/** Makes sentences ready. Fails with `bad-request` where there are none, or no two tags, or too many. */
export function taggedExamples(sentences: readonly TaggedSentence[], tokenizer: Tokenizer): TaggedExamples {
  const unit = unitOf(sentences.flatMap(({ tags }) => tags));
  const placed = sentences.map((sentence) => placedSpans(sentence, unit, tokenizer)).filter(({ words }) => words.length > 0);
  const labels = [...new Set(placed.flatMap(({ spans }) => spans.map(({ label }) => label)))].sort();
  const tags = unit === 'span' ? tagNames(labels) : labels;
  checkTags(placed.length, labels, tags.length, unit);
  const indexes = new Map(tags.map((tag, index) => [tag, index]));
  return {
    unit,
    labels,
    tags,
    sentences: placed.map(({ words, spans }) => {
      const named = unit === 'span' ? tagsOf(spans, words.length) : spans.map(({ label }) => label);
      return { words, spans, tags: Int32Array.from(named, (tag) => indexes.get(tag) ?? 0) };
    }),
  };
}

interface PlacedSpans {
  readonly words: readonly WordTokens[];
  readonly spans: readonly LabelledSpan[];
}

/** A word of the file may be several of ours, such as "don't", or none that a model could read. */
function placedSpans({ words: written, tags }: TaggedSentence, unit: 'span' | 'word', tokenizer: Tokenizer): PlacedSpans {
  const { text, places } = sentenceText(written);
  const words = wordTokens(text, tokenizer);
  const given = unit === 'span' ? spansOf(tags) : tags.map((label, start) => ({ start, end: start + 1, label }));
  let at = 0;
  const firsts = places.map(({ start }) => {
    while ((words[at]?.start ?? Infinity) < start) at++;
    return at;
  });
  const spans = given.map(({ start, end, label }) => ({ start: firsts[start] ?? 0, end: firsts[end] ?? words.length, label }));
  return { words, spans: unit === 'span' ? spans.filter(({ start, end }) => end > start) : spans.flatMap(wordByWord) };
}

function wordByWord({ start, end, label }: LabelledSpan): LabelledSpan[] {
  return Array.from({ length: end - start }, (_, at) => ({ start: start + at, end: start + at + 1, label }));
}

function checkTags(sentences: number, labels: readonly string[], tags: number, unit: 'span' | 'word'): void {
  if (sentences === 0) throw refused('There are no sentences: each needs words and their tags.');
  if (unit === 'span' && labels.length === 0) throw refused('All words have the tag "O". A tagger needs words with other tags too.');
  if (unit === 'word' && labels.length === 1) {
    throw refused(`All words have the tag "${labels[0] ?? ''}". A tagger needs two tags at least; words that have none get the tag O.`);
  }
  if (tags > maxLabels) throw refused(`The words have ${tags} different tags, and a tagger takes ${maxLabels}. Is that the right column?`);
}

function refused(message: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message });
}
