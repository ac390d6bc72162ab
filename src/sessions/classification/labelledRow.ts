import { maxOf } from '../../common/extremes.js';
import type { ClassifiedText } from '../../common/methods/classification.js';
import { joinedLabels, type LabelRule, saidLabels } from '../../learning/multiLabel/saidLabels.js';
import type { LabelRow } from '../../learning/table/labelRows.js';
import { excerptStart } from '../../prose/excerpt.js';

/** Characters of a text that its row has. */
const excerptLength = 100;

/** A text and where it stands. */
export interface RowSourceText extends Pick<LabelRow, 'uri' | 'file' | 'line' | 'lastLine'> {
  readonly text: string;
}

/** The row of a text in the table of labels. */
export function labelledRow({ text, ...source }: RowSourceText, classified: ClassifiedText | undefined, rule: LabelRule): LabelRow {
  const { probabilities = [] } = classified ?? {};
  const said = saidLabels(probabilities, rule);
  return {
    ...source,
    excerpt: excerptStart(text.replace(/\s+/g, ' ').trim(), excerptLength),
    label: joinedLabels(said),
    ...(rule.thresholds && { labels: said }),
    probability: maxOf(probabilities, 0),
    ...(probabilities.length > 0 && { probabilities }),
  };
}
