import type { Translate } from '../../common/translate.js';
import { excerptStart } from '../../prose/excerpt.js';
import { isMaskSign } from '../../writing/masking/maskSigns.js';
import type { WordPlaces } from './wordPlaces.js';

/** How many characters of the selection a title repeats. */
const maxLength = 40;

/**
 * The title of the code action that suggests words at a selection or at a gap; `undefined` where there is none: at a cursor in a word, the
 * light bulb would be in the way.
 */
export function actionTitle({ places }: WordPlaces, isSelection: boolean, t: Translate): string | undefined {
  const [place] = places;
  if (place === undefined) return undefined;
  if (isMaskSign(place.text)) return t('Suggest Words for This Gap');
  return isSelection ? t('Suggest Words for "{0}"', excerptStart(place.text.replace(/\s+/g, ' '), maxLength)) : undefined;
}
