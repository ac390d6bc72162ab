import type { Translate } from '../../common/translate.js';
import type { Refusal } from '../../writing/masking/placesAt.js';

/** Why no words are suggested at a cursor. */
export type WordRefusal = Refusal | 'language-off' | 'foreign';

/** A language by its name, and a model that knows it. */
export interface LanguageChoice {
  readonly language: string;
  readonly model: string;
}

/** A refusal as the writer reads it, with the title of the button for what helps. */
export interface RefusalText {
  readonly message: string;
  readonly button: string;
}

/**
 * Says why no words are suggested.
 * @param language the name of the document's language
 * @param choice the model that the catalogue has for the language of the text, if that is another than the model knows
 */
export function refusalText(refusal: WordRefusal, language: string, t: Translate, choice?: LanguageChoice): RefusalText {
  switch (refusal) {
    case 'no-missing-word':
      return {
        message: t('There is no word at the cursor and no gap in the text. Put the cursor on a word, or write [MASK] or ___.'),
        button: t('Insert a Gap Here'),
      };
    case 'no-word':
      return {
        message: t('The selection contains no word. Select up to four words, or put the cursor on one.'),
        button: t('Insert a Gap Here'),
      };
    case 'too-many-words':
      return {
        message: t('Words are suggested for up to four words at once. Select fewer.'),
        button: t('Use the Word at the Cursor'),
      };
    case 'several-paragraphs':
      return { message: t('Words are suggested inside one paragraph. Select less.'), button: t('Use the Word at the Cursor') };
    case 'not-prose':
      return { message: t('Words are suggested in prose; here is code or markup.'), button: t('Read It as Text') };
    case 'language-off':
      return { message: t('Cloze is off in {0}.', language), button: t('Enable for {0}', language) };
    case 'foreign':
      return {
        message:
          choice === undefined
            ? t('The model that suggests words reads English, and this text does not look like English.')
            : t('The model that suggests words reads English only. For {0} there is {1}.', choice.language, choice.model),
        button: t('Suggest Anyway'),
      };
  }
}
