import type { NextTokensResult } from '../../../common/methods/completion.js';
import type { TextPlace } from '../../../common/panelProtocol/place.js';
import type { PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { percent } from '../../../prose/plainText.js';
import { probabilityScale } from '../../../report/panel/scale.js';
import { placeTitle } from './placeTitle.js';
import { tokenRow } from './tokenRow.js';

/** What may come next at a caret: choosing a token writes it there. */
export function nextTokenView({ tokens, entropy, model }: NextTokensResult, place: TextPlace, t: Translate): PanelView {
  const probabilities = tokens.map(({ logprob }) => Math.exp(logprob));
  const others = Math.max(0, 1 - probabilities.reduce((sum, probability) => sum + probability, 0));
  const alike = Math.round(2 ** entropy);
  const rows = tokens.map(({ text, logprob }) => ({
    ...tokenRow(text, Math.exp(logprob), t),
    ...(text !== '' && { action: { kind: 'put', title: t('Insert'), place, text } as const }),
  }));
  return {
    id: 'next-token',
    kind: 'next-token',
    title: t('Next Token'),
    subtitle: placeTitle(place),
    sections: [{ id: 'tokens', title: '', unit: 'probability', full: probabilityScale(probabilities), rows }],
    notes: [
      t('All other tokens together: {0}.', percent(others)),
      alike < 2
        ? t('Uncertainty: {0} bits, so the model is nearly sure.', entropy.toFixed(1))
        : t('Uncertainty: {0} bits, as much as between {1} tokens of the same probability.', entropy.toFixed(1), alike),
      t('Model: {0}.', model),
    ],
  };
}
