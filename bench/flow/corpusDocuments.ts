import { sentences } from '../../src/prose/sentences.js';

/** A document of the corpus: its paragraphs as sentences. */
export interface CorpusDocument {
  readonly group: string;
  /** Unique in its corpus file. */
  readonly name: string;
  readonly paragraphs: readonly (readonly string[])[];
}

/**
 * The documents of a corpus file.
 * @param corpus paragraphs are separated by a blank line, documents by a line `<|doc|>`
 */
export function* corpusDocuments(corpus: string, group: string): Generator<CorpusDocument> {
  for (const [index, document] of corpus.split(/^<\|doc\|>$/m).entries()) {
    const paragraphs = document
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== '');
    yield { group, name: `${group}-${index}`, paragraphs: paragraphs.map(sentencesOf) };
  }
}

function sentencesOf(paragraph: string): string[] {
  return sentences(paragraph).map(({ start, end }) => paragraph.slice(start, end).replace(/\s+/g, ' '));
}
