import type { TaggerFigures, TaggerReport } from '../../common/methods/training.js';
import type { Translate } from '../../common/translate.js';
import { percent } from '../../prose/plainText.js';
import { range, type ReportBlock, whyNoFigures } from './reportBlocks.js';

/** What people should know before they trust a tagger, part by part. */
export function taggerBlocks(report: TaggerReport, t: Translate): ReportBlock[] {
  const { sentences, words, labels, figures } = report;
  return [
    {
      kind: 'table',
      title: t('Examples, in {0} sentences of {1} words and punctuation marks', sentences, words),
      rows: labels.map(({ name, examples }) => [name, String(examples)]),
      numbers: 1,
    },
    ...(figures === undefined ? [{ kind: 'sentence', text: whyNot(report, t) } as const] : figureBlocks(figures, report, t)),
  ];
}

function whyNot({ sentences, labels }: TaggerReport, t: Translate): string {
  return sentences < 2
    ? t('There is only one sentence, so none could be held out to say how good this classifier is. Put an empty line after each sentence.') // prettier-ignore
    : whyNoFigures({ labels }, t);
}

function figureBlocks({ folds, accuracy, overall, labels }: TaggerFigures, { unit, majority }: TaggerReport, t: Translate): ReportBlock[] {
  const { precision, recall, f1 } = overall;
  const found: readonly (readonly string[])[] = [
    [t('F1'), range(f1, t)],
    [t('right when predicted'), percent(precision)],
    [t('found'), percent(recall)],
  ];
  return [
    {
      kind: 'table',
      title: t('Held-out sentences ({0}-fold cross-validation), with 95 % confidence', folds),
      rows: [
        ...(unit === 'span' ? found : []),
        [t('words with the right tag'), range(accuracy, t)],
        [t('baseline: always the most frequent tag'), percent(majority)],
      ],
      numbers: 0,
    },
    {
      kind: 'table',
      title: t('Each label'),
      head: ['', t('right when predicted'), t('found'), t('F1')],
      rows: labels.map((label) => [label.name, percent(label.precision), percent(label.recall), percent(label.f1)]),
      numbers: 3,
    },
  ];
}
