import type { CorpusDocument } from '../flow/corpusDocuments.js';

/** A passage with a word taken out, as `cloze eval cloze` reads it. */
export interface ClozeRow {
  readonly group: string;
  readonly before: string;
  readonly answer: string;
  readonly after: string;
}

/** Shorter words are mostly articles and the like, for which nobody asks for a list. */
const minLetters = 3;

/**
 * Takes a word out of sentences of a document, spread evenly over it.
 * @param random values from 0 to 1
 */
export function maskedWords({ group, paragraphs }: CorpusDocument, count: number, random: () => number): ClozeRow[] {
  const places = paragraphs.flatMap((sentences) => sentences.map((_, index) => ({ sentences, index })));
  const wanted = Math.min(count, places.length);
  const rows: ClozeRow[] = [];
  for (let nth = 0; nth < wanted; nth++) {
    const place = places[Math.floor(((nth + random()) * places.length) / wanted)];
    const row = place && maskIn(group, place.sentences, place.index, random);
    if (row) rows.push(row);
  }
  return rows;
}

/** A writer's passage: the sentence with one more on each side, as far as the paragraph has them. */
function maskIn(group: string, sentences: readonly string[], index: number, random: () => number): ClozeRow | undefined {
  const sentence = sentences[index] ?? '';
  const words = [...sentence.matchAll(/(?<![\p{L}\p{N}’'-])\p{Ll}+(?![\p{L}\p{N}’'-])/gu)].filter(([word]) => word.length >= minLetters);
  const word = words[Math.floor(random() * words.length)];
  if (word === undefined) return undefined;
  const [answer] = word;
  const before = [...sentences.slice(Math.max(0, index - 1), index), sentence.slice(0, word.index)].join(' ');
  const after = [sentence.slice(word.index + answer.length), ...sentences.slice(index + 1, index + 2)].join(' ');
  return { group, before, answer, after };
}
