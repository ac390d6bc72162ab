import type { ClassifierHead } from '../../common/classifierHead.js';
import { ClozeError } from '../../common/clozeError.js';
import type { Classifier, InstalledClassifier } from '../../common/methods/classification.js';
import type { Translate } from '../../common/translate.js';

/** How many choices are remembered. */
const maxRemembered = 8;

/** What can be chosen to give labels. It is stored as it is, to be offered first the next time. */
export type ClassifierChoice =
  | { readonly kind: 'head'; readonly uri: string }
  | { readonly kind: 'checkpoint'; readonly model: string }
  | { readonly kind: 'labels'; readonly labels: readonly string[]; readonly entailment?: string; readonly multiLabel?: true }
  | { readonly kind: 'new-labels'; readonly entailment?: string }
  | { readonly kind: 'folder' };

/** What gives the labels, and whether a text may have several of them or none, where that was asked. */
export interface ChosenClassifier {
  readonly classifier: Classifier;
  readonly multiLabel: boolean;
}

/** A choice, with the labels of a checkpoint to tell it by. */
export interface OfferedClassifier {
  readonly choice: ClassifierChoice;
  readonly labels?: readonly string[];
}

/** What is offered, each in its order. */
export interface OfferedClassifiers {
  /** What was chosen before and is still there, last first. */
  readonly recent: readonly OfferedClassifier[];
  /** All else. */
  readonly others: readonly OfferedClassifier[];
}

/**
 * What can give labels to texts: classifiers of one's own, installed checkpoints, and labels that are typed.
 * @param heads the addresses of files of classifiers
 * @param last what was chosen before, last first
 */
export function offeredClassifiers(
  heads: readonly string[],
  installed: readonly InstalledClassifier[],
  last: readonly ClassifierChoice[],
): OfferedClassifiers {
  const all: readonly OfferedClassifier[] = [
    ...heads.map((uri): OfferedClassifier => ({ choice: { kind: 'head', uri } })),
    ...installed.flatMap(({ model, kind, labels }): OfferedClassifier[] => {
      if (kind === 'text') return [{ choice: { kind: 'checkpoint', model }, labels }];
      return kind === 'entailment' ? [{ choice: { kind: 'new-labels', entailment: model } }] : [];
    }),
    { choice: { kind: 'new-labels' } },
    { choice: { kind: 'folder' } },
  ];
  const recent = last.flatMap((choice): OfferedClassifier[] => {
    if (choice.kind === 'labels') {
      // Labels that were typed are always there, but not the checkpoint that judged them.
      const { entailment } = choice;
      const judge: ClassifierChoice = { kind: 'new-labels', ...(entailment !== undefined && { entailment }) };
      return all.some((offered) => isSame(offered.choice, judge)) ? [{ choice }] : [];
    }
    return all.filter((offered) => isSame(offered.choice, choice));
  });
  return { recent, others: all.filter((offered) => !recent.includes(offered)) };
}

/** The choices to remember, once this one was made. */
export function remembered(choice: ClassifierChoice, last: readonly ClassifierChoice[]): ClassifierChoice[] {
  return [choice, ...last.filter((each) => !isSame(each, choice))].slice(0, maxRemembered);
}

/** The labels in what was typed, separated by commas: each once. */
export function typedLabels(typed: string): string[] {
  return [...new Set(typed.split(',').map((label) => label.trim()).filter((label) => label !== ''))]; // prettier-ignore
}

/**
 * What a choice chooses; `undefined` where it asks for more. Fails with a `ClozeError` where its file is broken, or labels words.
 * @param readHead reads the file of a classifier
 */
export async function chosenClassifier(
  choice: ClassifierChoice,
  readHead: (uri: string) => Promise<ClassifierHead>,
  t: Translate,
): Promise<ChosenClassifier | undefined> {
  switch (choice.kind) {
    case 'new-labels':
    case 'folder':
      return undefined;
    case 'checkpoint':
      return { classifier: choice, multiLabel: false };
    case 'head':
      return { classifier: textClassifier(await readHead(choice.uri), t), multiLabel: false };
    case 'labels': {
      const { labels, entailment, multiLabel = false } = choice;
      return { classifier: { kind: 'zero-shot', labels, by: entailment === undefined ? 'both' : { entailment } }, multiLabel };
    }
  }
}

/** A classifier of one's own, to label texts. Fails with a `ClozeError` where it labels words. */
function textClassifier(head: ClassifierHead, t: Translate): Classifier {
  if ((head.unit ?? 'text') === 'text') return { kind: 'head', head };
  const message = t('This classifier labels words, not texts. Use it with "Cloze: Find Named Entities".');
  throw new ClozeError({ code: 'bad-request', message });
}

function isSame(a: ClassifierChoice, b: ClassifierChoice): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
