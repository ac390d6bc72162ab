import { ClozeError } from '../../common/clozeError.js';
import { hasWords } from '../../common/hasWords.js';

/** More labels than this are a column of something else, such as numbers or names. */
export const maxLabels = 500;

/** A text and what its writer calls it. */
export interface Example {
  readonly text: string;
  readonly label: string;
}

/** Examples ready for training, and what was left out of them. */
export interface ExampleSet {
  readonly texts: readonly string[];
  /** Sorted, so that the same examples give the same classifier whatever their order. */
  readonly names: readonly string[];
  /** For each text the index of its label. */
  readonly labels: Int32Array;
  /** Texts without a letter or a digit. */
  readonly empty: number;
  /** Texts that were there already with the same label. */
  readonly repeated: number;
  /** Texts that were there with different labels; none of them is used. */
  readonly contradicting: readonly string[];
}

/**
 * Makes a training set of examples. Empty ones, repeated ones and those that contradict each other are left out and counted.
 * Fails with `bad-request` where fewer than two labels or too many are left.
 */
export function exampleSet(examples: readonly Example[]): ExampleSet {
  const labelsOf = new Map<string, Set<string>>();
  let [empty, repeated] = [0, 0];
  for (const { text, label } of examples) {
    const key = text.trim();
    const known = labelsOf.get(key);
    if (!hasWords(key)) empty++;
    else if (known === undefined) labelsOf.set(key, new Set([label]));
    else if (known.has(label)) repeated++;
    else known.add(label);
  }
  const contradicting = [...labelsOf].flatMap(([text, labels]) => (labels.size > 1 ? [text] : []));
  const kept = [...labelsOf].flatMap(([text, [label = '', ...others]]) => (others.length > 0 ? [] : [{ text, label }]));
  const names = [...new Set(kept.map(({ label }) => label))].sort();
  if (names.length < 2 && contradicting.length > 0) throw refused(contradiction(names, contradicting.length));
  checkNames(names);
  const indexes = new Map(names.map((name, index) => [name, index]));
  return {
    texts: kept.map(({ text }) => text),
    names,
    labels: Int32Array.from(kept, ({ label }) => indexes.get(label) ?? 0),
    empty,
    repeated,
    contradicting,
  };
}

function contradiction([name]: readonly string[], texts: number): string {
  const rest = name === undefined ? 'no other examples' : `only examples of "${name}"`;
  const what = texts === 1 ? 'One text has' : `${texts} texts have`;
  return `${what} different labels in different rows, so that nothing can be learned from them, and there are ${rest} beside. Give each text one label, or train with several labels a text.`;
}

/** Refuses too few labels and too many. */
export function checkNames(names: readonly string[]): void {
  if (names.length === 0) throw refused('There are no examples: each needs a text and a label.');
  if (names.length === 1) {
    throw refused(`All examples have the label "${names[0] ?? ''}". A classifier needs examples of two labels at least.`);
  }
  if (names.length > maxLabels) {
    throw refused(`The examples have ${names.length} different labels, and a classifier takes ${maxLabels}. Is that the right column?`);
  }
}

function refused(message: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message });
}
