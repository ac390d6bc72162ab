import type { MaskedPlace, MaskedWordsRecord } from '../../../common/panelProtocol/maskedWords.js';
import type { PanelRow, PanelSection, PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { excerptStart } from '../../../prose/excerpt.js';
import { probabilityScale } from '../../../report/panel/scale.js';
import { percent } from '../../../prose/plainText.js';

/** How many characters of the sentence name the view. */
const longest = 60;

/** What fits at each masked place, as both models rate it: choosing a candidate puts it there. */
export function maskedWordView({ sentence, masks, encoder, causal }: MaskedWordsRecord, t: Translate): PanelView {
  return {
    id: 'masked-word',
    kind: 'masked-word',
    title: t('Masked Word'),
    subtitle: excerptStart(sentence.trim(), longest),
    sections: masks.map((mask, index) => section(mask, index, masks.length, { encoder, causal }, t)),
    notes: [
      ...masks.flatMap(({ standing }) => (standing === undefined ? [] : [standingNote(standing, t)])),
      causal === undefined ? t('Model: {0}.', encoder) : t('Models: {0} and {1}.', encoder, causal),
    ],
  };
}

function section(
  { place, candidates }: MaskedPlace,
  index: number,
  count: number,
  models: { readonly encoder: string; readonly causal: string | undefined },
  t: Translate,
): PanelSection {
  const rows = candidates.map(({ text, probability, causal }): PanelRow => ({
    id: `${index}:${text}`,
    label: text,
    value: probability,
    text: percent(probability),
    ...(causal !== undefined && { compared: { value: causal, text: percent(causal) } }),
    action: { kind: 'put', title: t('Replace'), place, text },
  }));
  return {
    id: `mask:${index}`,
    title: count === 1 ? '' : t('Word {0} of {1}', index + 1, count),
    unit: 'probability',
    full: probabilityScale(candidates.flatMap(({ probability, causal = 0 }) => [probability, causal])),
    ...(models.causal !== undefined && { legend: [models.encoder, models.causal] as const }),
    rows,
  };
}

function standingNote({ text, probability, rank }: NonNullable<MaskedPlace['standing']>, t: Translate): string {
  return t('Current word "{0}": {1}, rank {2}', text, percent(probability), rank + 1);
}
