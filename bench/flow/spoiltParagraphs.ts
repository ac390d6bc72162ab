import type { CorpusDocument } from './corpusDocuments.js';

/** How a sentence comes to be wrong, as writers make it so: text that was moved, pasted or put in the wrong order. */
export type Spoiling = 'nearby' | 'elsewhere' | 'swapped';

/** A paragraph with a sentence that does not belong there: a row for `cloze eval intruder`. */
export interface SpoiltParagraph {
  readonly group: string;
  readonly document: string;
  readonly spoiling: Spoiling;
  readonly sentences: readonly string[];
  /** The index of the wrong sentence; where two have changed places, of the first of them. */
  readonly intruder: number;
  readonly original: readonly string[];
}

/** Paragraphs have so many sentences that an inner one has neighbours; of longer ones a part is taken. */
const minSentences = 5;
const maxSentences = 10;

/** "Nearby" is within so many paragraphs. */
const nearbyReach = 6;

/** Of ten paragraphs, four get a sentence from nearby, four one from elsewhere, and two have two sentences swapped. */
const spoilings: readonly Spoiling[] = ['nearby', 'elsewhere', 'nearby', 'elsewhere', 'swapped'];

/**
 * Spoils paragraphs of a document, spread evenly over it.
 * @param random values from 0 to 1
 * @param other a document that "elsewhere" may take sentences from; half of them come from far away in the document itself
 */
export function spoiltParagraphs(document: CorpusDocument, count: number, other: CorpusDocument, random: () => number): SpoiltParagraph[] {
  const fit = [...document.paragraphs.keys()].filter((index) => (document.paragraphs[index]?.length ?? 0) >= minSentences);
  const wanted = Math.min(count, fit.length);
  const rows: SpoiltParagraph[] = [];
  for (let nth = 0; nth < wanted; nth++) {
    const place = fit[Math.floor(((nth + random()) * fit.length) / wanted)];
    const row = place === undefined ? undefined : spoil(document, place, other, pick(spoilings, random) ?? 'nearby', random);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

function spoil(
  document: CorpusDocument,
  place: number,
  other: CorpusDocument,
  spoiling: Spoiling,
  random: () => number,
): SpoiltParagraph | undefined {
  const paragraph = document.paragraphs[place] ?? [];
  const length = minSentences + Math.floor(random() * (Math.min(maxSentences, paragraph.length) - minSentences + 1));
  const start = Math.floor(random() * (paragraph.length - length + 1));
  const original = paragraph.slice(start, start + length);
  const intruder = 1 + Math.floor(random() * (length - 2));
  const sentences = [...original];
  if (spoiling === 'swapped') {
    const [first = '', second = ''] = original.slice(intruder, intruder + 2);
    sentences.splice(intruder, 2, second, first);
  } else {
    const foreign = pick(sources(document, place, other, spoiling, random), random);
    if (foreign === undefined || paragraph.includes(foreign)) return undefined;
    sentences[intruder] = foreign;
  }
  return { group: document.group, document: document.name, spoiling, sentences, intruder, original };
}

function sources(document: CorpusDocument, place: number, other: CorpusDocument, spoiling: Spoiling, random: () => number): string[] {
  const isNearby = (index: number): boolean => Math.abs(index - place) <= nearbyReach;
  const inside = document.paragraphs.filter((_, index) => index !== place && isNearby(index) === (spoiling === 'nearby'));
  const chosen = spoiling === 'elsewhere' && random() < 0.5 ? other.paragraphs : inside;
  return chosen.flat().filter((sentence) => sentence.length >= 20 && sentence.length <= 400);
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}
