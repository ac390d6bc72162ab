import * as vscode from 'vscode';
import type { ErrorDetail } from '../../common/clozeError.js';
import { commands } from '../../host/ids.js';
import { languageName } from '../../host/languageName.js';
import { type Help, showFailure, showLack, showRefusal } from '../../host/messages.js';
import type { Refusal } from '../../writing/masking/placesAt.js';

/** What a person can do about a refusal beside what the message says. */
export interface Helps {
  /** Puts a gap where the caret is, and looks for words for it. */
  readonly putGap: () => unknown;
  /** Looks for words for the caret's word alone. */
  readonly useCaret: () => unknown;
  /** Takes all of the document for prose. */
  readonly readAsText: () => unknown;
}

/** Says why there is no place for a word, with a button for what helps. */
export async function refuse(refusal: Refusal, { putGap, useCaret, readAsText }: Helps): Promise<void> {
  const { t } = vscode.l10n;
  const gap: Help = { title: t('Insert a Gap Here'), run: putGap };
  const caret: Help = { title: t('Use the Word at the Cursor'), run: useCaret };
  switch (refusal) {
    case 'no-missing-word':
      return showRefusal(
        t('There is no word at the cursor and no gap in the text. Put the cursor on a word, or write [MASK] or ___.'),
        gap,
      );
    case 'no-word':
      return showRefusal(t('The selection contains no word. Select up to four words, or put the cursor on one.'), gap);
    case 'too-many-words':
      return showRefusal(t('Words are suggested for up to four words at once. Select fewer.'), caret);
    case 'several-paragraphs':
      return showRefusal(t('Words are suggested inside one paragraph. Select less.'), caret);
    case 'not-prose':
      return showRefusal(t('Words are suggested in prose; here is code or markup.'), { title: t('Read It as Text'), run: readAsText });
  }
}

/** Says that Cloze is off in a language, and offers to switch it on. */
export function refuseLanguage({ languageId }: vscode.TextDocument): Promise<void> {
  const name = languageName(languageId);
  const run = (): unknown => vscode.commands.executeCommand(commands.toggleLanguage);
  return showRefusal(vscode.l10n.t('Cloze is off in {0}.', name), { title: vscode.l10n.t('Enable for {0}', name), run });
}

/** Says that the text is not in the model's language. */
export function refuseForeign(anyway: () => unknown): Promise<void> {
  return showRefusal(vscode.l10n.t('The model that suggests words reads English, and this text does not look like English.'), {
    title: vscode.l10n.t('Suggest Anyway'),
    run: anyway,
  });
}

/** Says why the encoder has no words; where another model would help, that is the encoder. */
export function refuseForModel(error: ErrorDetail): Promise<void> {
  return error.action === 'choose-model' ? showLack(error.message, 'cloze.encoderModel') : showFailure(error);
}
