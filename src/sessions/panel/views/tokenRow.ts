import type { PanelRow } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { tokenLabel } from '../../../report/panel/tokenLabel.js';
import { percent } from '../../../prose/plainText.js';

/** A row for a token and its probability. Its id is the token, so that it stays the same row when its value changes. */
export function tokenRow(text: string, probability: number, t: Translate): PanelRow {
  const label = text === '' ? t('end of the text') : tokenLabel(text);
  const name = nameOf(text, t);
  return { id: `token:${text}`, label, ...(name !== label && { name }), value: probability, text: percent(probability) };
}

/** What a screen reader says: the signs for spaces would only be in the way. */
function nameOf(text: string, t: Translate): string {
  if (text === '') return t('end of the text');
  if (/^[\r\n]+$/.test(text)) return t('line break');
  return text.trim() === '' ? t('space') : text.trim();
}
