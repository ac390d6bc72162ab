import type { Span } from '../../../prose/span.js';
import { articleBefore, articleFor } from '../../../writing/masking/article.js';
import { casingAt, inCasing } from '../../../writing/masking/casing.js';
import type { OwnCasing } from '../../../writing/masking/ownCasing.js';

/** A word as it is to be written at a place. */
export interface WrittenWord {
  readonly text: string;
  /** What the indefinite article before the place has to become. */
  readonly article?: 'a' | 'an';
}

/** Writes words as a place of a text demands: in its casing, names with their capitals, and with the article that they take. */
export function writerAt(text: string, place: Span, own: OwnCasing): (word: string) => WrittenWord {
  const casing = casingAt(text, place);
  const article = articleBefore(text, place.start);
  return (word) => {
    const cased = word.split(' ').map((part) => own.of(part)).join(' '); // prettier-ignore
    const needed = articleFor(cased);
    return { text: inCasing(cased, casing), ...(article !== undefined && article.form !== needed && { article: needed }) };
  };
}
