import type { ClassifierHead } from '../../common/classifierHead.js';
import type { FindLabelsRequest, InstalledClassifier } from '../../common/methods/classification.js';
import { kindsFound } from '../../learning/tagging/tagScheme.js';

/** What labels words, with the kinds of words that it finds. */
export interface OfferedFinder {
  readonly finder: FindLabelsRequest['classifier'];
  readonly kinds: readonly string[];
  /** The address of its file, where it has one. */
  readonly uri?: string;
}

/** A file of a classifier; without a head where it is broken. */
export interface HeadFile {
  readonly uri: string;
  readonly head: ClassifierHead | undefined;
}

/** What can label words: classifiers of one's own, then installed checkpoints. Those that label texts are left out, and broken ones. */
export function offeredFinders(files: readonly HeadFile[], installed: readonly InstalledClassifier[]): OfferedFinder[] {
  return [
    ...files.flatMap(({ uri, head }): OfferedFinder[] =>
      head === undefined || (head.unit ?? 'text') === 'text' ? [] : [{ uri, finder: { kind: 'head', head }, kinds: kindsFound(head) }],
    ),
    ...installed.flatMap(({ model, kind, labels }): OfferedFinder[] =>
      kind === 'words' ? [{ finder: { kind: 'checkpoint', model }, kinds: labels }] : [],
    ),
  ];
}
