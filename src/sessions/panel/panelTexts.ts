import type { PanelState, PanelTexts } from '../../common/panelProtocol/messages.js';
import type { Translate } from '../../common/translate.js';

/** What the page's own controls are called. */
export function panelTexts(t: Translate): PanelTexts {
  return {
    title: t('Probabilities'),
    choose: t('Show'),
    pin: t('Pin'),
    unpin: t('Unpin'),
    compare: t('Compare'),
    copyCsv: t('Copy as CSV'),
    saveSvg: t('Save as SVG'),
    asTable: t('Table'),
    switchOn: t('Enable'),
    loading: t('Asking the model'),
    pinned: t('pinned'),
    alternatives: t('instead of {0}'),
    columns: { label: t('Text'), value: t('Value'), compared: t('Compared'), detail: t('More') },
  };
}

/** What can be chosen, in the order of the list. */
export function panelChoices(t: Translate): PanelState['choices'] {
  return [
    { kind: 'next-token', label: t('Next Token') },
    { kind: 'surprisal', label: t('Surprisal of the Paragraph') },
    { kind: 'completion', label: t('Last Completion') },
    { kind: 'masked-word', label: t('Masked Word') },
    { kind: 'pair', label: t('Pair of Sentences') },
    { kind: 'classes', label: t('Labels of the Text') },
  ];
}
