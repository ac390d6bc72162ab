import { ClozeError } from '../../common/clozeError.js';
import { checkNames, type Example, type ExampleSet } from '../examples/labels.js';
import { labelsInCell } from './labelCell.js';
import { hasWords } from '../../common/hasWords.js';

/** Texts that have several labels or none, ready for training, and what was left out of them. */
export interface LabelSets extends Pick<ExampleSet, 'texts' | 'names' | 'empty' | 'repeated'> {
  /** [texts · names]: 1 where a text has a label. A text that is there twice has all labels that it was given. */
  readonly has: Uint8Array;
}

/**
 * Makes a training set of examples whose label is a list. Fails with `bad-request` where fewer than two labels or too many are left, or
 * where all texts have one: nothing tells then what it means.
 */
export function labelSets(examples: readonly Example[]): LabelSets {
  const labelsOf = new Map<string, Set<string>>();
  let [empty, repeated] = [0, 0];
  for (const { text, label } of examples) {
    const key = text.trim();
    const known = labelsOf.get(key);
    if (!hasWords(key)) empty++;
    else if (known === undefined) labelsOf.set(key, new Set(labelsInCell(label)));
    else {
      repeated++;
      for (const each of labelsInCell(label)) known.add(each);
    }
  }
  const names = [...new Set([...labelsOf.values()].flatMap((labels) => [...labels]))].sort();
  checkNames(names);
  const sets = [...labelsOf.values()];
  const common = names.find((name) => sets.every((labels) => labels.has(name)));
  if (common !== undefined) {
    const message = `All texts have the label "${common}". A classifier needs texts without it too; give texts without any label an empty list, [].`;
    throw new ClozeError({ code: 'bad-request', message });
  }
  const has = new Uint8Array(sets.length * names.length);
  sets.forEach((labels, row) => {
    for (const [label, name] of names.entries()) has[row * names.length + label] = Number(labels.has(name));
  });
  return { texts: [...labelsOf.keys()], names, has, empty, repeated };
}
