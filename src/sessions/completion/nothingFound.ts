import type { Translate } from '../../common/translate.js';
import type { Obstacle } from './place.js';

/** Why nothing is completed at a place. */
export type Refusal = Obstacle | 'language-off' | 'read-only';

/** Why an explicit trigger gives no completion. */
export type Reason = Refusal | 'selection' | 'several-cursors' | 'nothing-before' | 'no-idea';

/** Why there is no completion, in so few words that the status bar has room for them at twice the size. */
export function nothingFoundText(reason: Reason, languageName: string, t: Translate): string {
  switch (reason) {
    case 'no-idea':
      return t('No completion: nothing fits here.');
    case 'nothing-before':
      return t('No completion: nothing to continue.');
    case 'selection':
      return t('No completion: text is selected.');
    case 'several-cursors':
      return t('No completion: the cursors differ.');
    case 'language-off':
      return t('No completion: off in {0}.', languageName);
    case 'read-only':
      return t('No completion: read-only document.');
    case 'code':
      return t('No completion in code.');
    case 'table':
      return t('No completion in a table.');
    case 'math':
      return t('No completion in a formula.');
    case 'front-matter':
      return t('No completion in the front matter.');
    case 'comment':
      return t('No completion in a comment.');
    case 'url':
    case 'link-target':
      return t('No completion in an address.');
    default:
      return t('No completion in markup.');
  }
}
