import { maxOf } from '../../../common/extremes.js';
import type { ClassesRecord, ClassRecord } from '../../../common/panelProtocol/classes.js';
import type { TextPlace } from '../../../common/panelProtocol/place.js';
import type { PanelAction, PanelSection, PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { excerptStart } from '../../../prose/excerpt.js';
import { percent } from '../../../prose/plainText.js';
import { bitsText } from './bitsText.js';

/** How many characters of the text, and of a passage, name it. */
const longest = 60;

const maxWords = 12;

/** What a text is: the probability of each label, which passage decided, and the words that moved it. */
export function classesView({ place, classes, passages, words, model, notes }: ClassesRecord, t: Translate): PanelView {
  const show = (at: TextPlace): PanelAction => ({ kind: 'show', title: t('Show in the Text'), place: at });
  const [best] = classes;
  const wordSection = (id: string, title: string, sign: 1 | -1): PanelSection => {
    const own = (words ?? []).filter(({ bits }) => sign * bits > 0).slice(0, maxWords);
    return {
      id,
      title,
      unit: 'bits',
      full: maxOf(
        (words ?? []).map(({ bits }) => Math.abs(bits)),
        1,
      ),
      rows: own.map(({ place: at, bits }) => {
        return { id: `${id}:${at.start}`, label: at.text, value: Math.abs(bits), text: bitsText(Math.abs(bits)), action: show(at) };
      }),
    };
  };
  const labelSection = (id: string, title: string, own: readonly ClassRecord[]): PanelSection => ({
    id,
    title,
    unit: 'probability',
    full: 1,
    rows: own.map(({ label, probability, threshold }) => ({
      id: `label:${label}`,
      label,
      value: probability,
      text: percent(probability),
      ...(threshold !== undefined && { detail: t('from {0} on', percent(threshold)) }),
      action: show(place),
    })),
  });
  const multiLabel = best?.threshold !== undefined;
  const has = ({ probability, threshold = 0 }: ClassRecord): boolean => probability >= threshold;
  const labelSections = multiLabel
    ? [
        labelSection('classes', t('Assigned Labels'), classes.filter(has)),
        labelSection(
          'other-classes',
          t('Other Labels'),
          classes.filter((each) => !has(each)),
        ),
      ]
    : [labelSection('classes', t('Labels'), classes)];
  const none = multiLabel && !classes.some(has) ? [t('No label is probable enough for this text to have it.')] : [];
  const sections: readonly PanelSection[] = [
    ...labelSections,
    {
      id: 'passages',
      title: t('"{0}" in Each Passage', best?.label ?? ''),
      unit: 'probability',
      full: 1,
      rows: passages.map(({ place: at, probability, decided }) => ({
        id: `passage:${at.start}`,
        label: excerptStart(at.text.trim(), longest),
        value: probability,
        text: percent(probability),
        ...(decided && { detail: t('decided') }),
        action: show(at),
      })),
    },
    wordSection('for', t('Words for "{0}" (solid line in the text)', best?.label ?? ''), 1),
    wordSection('against', t('Words against "{0}" (dashed line in the text)', best?.label ?? ''), -1),
  ];
  return {
    id: 'classes',
    kind: 'classes',
    title: t('Labels of the Text'),
    subtitle: excerptStart(place.text.trim(), longest),
    sections: sections.filter(({ rows }) => rows.length > 0),
    notes: [...none, ...notes, t('Model: {0}.', model)],
  };
}
