import { maxOf } from '../../../common/extremes.js';
import type { PairRecord, PairSignal } from '../../../common/panelProtocol/pair.js';
import type { PanelRow, PanelSection, PanelView, Unit } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { excerptEnd, excerptStart } from '../../../prose/excerpt.js';
import { percent } from '../../../prose/plainText.js';
import { bitsText } from './bitsText.js';

/** How many characters of each sentence name the view. */
const longest = 40;

/** How well a sentence follows the one before it, beside what is usual in the document in another order. */
export function pairView(record: PairRecord, t: Translate): PanelView {
  const { first, second, verdict, reasons } = record;
  return {
    id: 'pair',
    kind: 'pair',
    title: t('Pair of Sentences'),
    subtitle: `${excerptEnd(first.text, longest)} ▸ ${excerptStart(second.text, longest)}`,
    sections: [section(record, 'probability', t('Probabilities'), t), section(record, 'bits', t('Surprisal in Bits'), t)].filter(
      ({ rows }) => rows.length > 0,
    ),
    notes: [verdict, ...reasons],
  };
}

function section({ signals, second }: PairRecord, unit: Unit, title: string, t: Translate): PanelSection {
  const own = signals.filter((signal) => signal.unit === unit);
  const text = unit === 'bits' ? bitsText : percent;
  const row = ({ id, label, value, shuffled, detail }: PairSignal): PanelRow => ({
    id,
    label,
    value,
    text: text(value),
    ...(shuffled !== undefined && { compared: { value: shuffled, text: text(shuffled) } }),
    ...(detail !== undefined && { detail }),
    action: { kind: 'show', title: t('Show in the Text'), place: second },
  });
  return {
    id: unit,
    title,
    unit,
    full:
      unit === 'bits'
        ? maxOf(
            own.flatMap(({ value, shuffled = 0 }) => [value, shuffled]),
            1,
          )
        : 1,
    ...(own.some(({ shuffled }) => shuffled !== undefined) && { legend: [t('this pair'), t('shuffled pairs of the document')] as const }),
    rows: own.map(row),
  };
}
