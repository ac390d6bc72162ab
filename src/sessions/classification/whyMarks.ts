import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import type { Translate } from '../../common/translate.js';
import type { Span } from '../../prose/span.js';

/** Words that moved a decision less than this, in bits, are not marked. */
const minBits = 0.15;
const maxMarks = 12;

/** A word that moved a decision. Its offsets count one character for the end of each line. */
export interface WhyMark extends Span {
  /** Whether it speaks for the label. */
  readonly isFor: boolean;
  readonly explanation: string;
}

/** Words that moved a decision. */
export interface WhyMarks {
  /** The label that was decided for. */
  readonly label: string;
  readonly marks: readonly WhyMark[];
}

/** The words to mark of what was found: those that moved the decision most. */
export function whyMarks({ words = [], classes }: ClassesRecord, t: Translate): WhyMarks {
  const label = classes[0]?.label ?? '';
  const strong = words.filter(({ bits }) => Math.abs(bits) >= minBits).slice(0, maxMarks);
  const marks = strong.map(({ place: { start, end }, bits }) => ({
    start,
    end,
    isFor: bits > 0,
    explanation:
      bits > 0 ? t('Speaks for "{0}": {1} bits.', label, bits.toFixed(1)) : t('Speaks against "{0}": {1} bits.', label, (-bits).toFixed(1)),
  }));
  return { label, marks };
}
