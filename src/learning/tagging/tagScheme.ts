import type { ClassifierHead } from '../../common/classifierHead.js';
import type { Span } from '../../prose/span.js';

/** Words that belong together and what they are; offsets count words. */
export interface LabelledSpan extends Span {
  readonly label: string;
}

/** The tag of words that have no label. */
export const outside = 'O';

/** What a tag says of its word's place, in IOB, BIOES and BILOU, and its label. */
const prefixed = /^([BIESLU])(?:-(.+))?$/;

/** The label of words whose tags say where they stand and no more. */
const unnamed = 'span';

/**
 * What gets a label by these tags: words that belong together where tags say how, or where some words have none; each word by itself
 * where all have one, as in tags for parts of speech.
 */
export function unitOf(tags: Iterable<string>): 'span' | 'word' {
  const all = new Set(tags);
  return all.has(outside) || [...all].every((tag) => prefixed.test(tag)) ? 'span' : 'word';
}

/**
 * The spans that tags stand for. One reading fits all schemes: a span goes on where a tag neither begins one nor follows the end of one,
 * and has the label of the word before. So an I- tag after an O begins a span, as in IOB1, and neighbours with the same plain tag are one.
 */
export function spansOf(tags: readonly string[]): LabelledSpan[] {
  const spans: LabelledSpan[] = [];
  let open: LabelledSpan | undefined;
  for (const [at, tag] of tags.entries()) {
    const [, place = 'I', named] = prefixed.exec(tag) ?? [];
    const label = named ?? (prefixed.test(tag) ? unnamed : tag);
    const goesOn = open !== undefined && open.label === label && place !== 'B' && place !== 'S' && place !== 'U';
    if (open !== undefined && !goesOn) spans.push(open);
    if (tag === outside) open = undefined;
    else open = { start: goesOn && open !== undefined ? open.start : at, end: at + 1, label };
    if (open !== undefined && /^[ESLU]$/.test(place)) {
      spans.push(open);
      open = undefined;
    }
  }
  return open === undefined ? spans : [...spans, open];
}

/** The tags of spans that do not overlap, in IOB2: B- at the start of each, I- after it. */
export function tagsOf(spans: readonly LabelledSpan[], words: number): string[] {
  const tags = Array<string>(words).fill(outside);
  for (const { start, end, label } of spans) {
    tags.fill(`I-${label}`, start, end);
    tags[start] = `B-${label}`;
  }
  return tags;
}

/** All IOB2 tags of labels, O first. */
export function tagNames(labels: readonly string[]): string[] {
  return [outside, ...labels.flatMap((label) => [`B-${label}`, `I-${label}`])];
}

/** What a classifier of words finds: kinds of spans, or tags. */
export function kindsFound({ unit, labels }: ClassifierHead): readonly string[] {
  return unit === 'span' ? labelsOfTags(labels) : labels;
}

/** The labels of all IOB2 tags: what `tagNames` makes tags of. */
export function labelsOfTags(tags: readonly string[]): string[] {
  return tags.flatMap((tag) => (tag.startsWith('B-') ? [tag.slice(2)] : []));
}
