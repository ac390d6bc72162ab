import type { SkippedFile } from '../../common/methods/manuscript.js';
import { inEnglish, type Translate } from '../../common/translate.js';

/** Why nothing was learned from a file; a sentence. */
export function skippedBecause(why: SkippedFile['why'], t: Translate = inEnglish): string {
  switch (why) {
    case 'binary':
      return t('It is not a text file.');
    case 'empty':
      return t('It has no prose.');
    case 'language':
      return t('It is not in English, the only language the model knows.');
    case 'repeated':
      return t('Another file has the same text.');
    case 'too-large':
      return t('It is larger than 256 MB.');
    case 'unreadable':
      return t('It cannot be read.');
  }
}
