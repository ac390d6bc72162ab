import * as vscode from 'vscode';
import { languageName } from '../../host/languageName.js';
import { showBriefly, showLack } from '../../host/messages.js';
import type { Refusal } from './documentAccess.js';

/** Why a writer who asked gets no completion. */
export type Reason = Refusal | 'selection' | 'several-cursors' | 'nothing-before' | 'no-idea';

/** Says in the status bar why there is no completion. */
export function sayWhyNothing(reason: Reason, { languageId }: vscode.TextDocument): void {
  showBriefly(sentenceFor(reason, languageId));
}

function sentenceFor(reason: Reason, languageId: string): string {
  const { t } = vscode.l10n;
  switch (reason) {
    case 'no-idea':
      return t('No completion: the model finds nothing that fits here.');
    case 'nothing-before':
      return t('No completion: there is no text before the cursor to continue.');
    case 'selection':
      return t('No completion while text is selected.');
    case 'several-cursors':
      return t('No completion: the text differs from cursor to cursor.');
    case 'language-off':
      return t('No completion: Cloze is off in {0}.', languageName(languageId));
    case 'read-only':
      return t('No completion: this document cannot be changed.');
    case 'code':
      return t('No completion: the cursor is in code.');
    case 'table':
      return t('No completion: the cursor is in a table.');
    case 'math':
      return t('No completion: the cursor is in a formula.');
    case 'front-matter':
      return t('No completion: the cursor is in the front matter.');
    case 'comment':
      return t('No completion: the cursor is in a comment.');
    case 'url':
    case 'link-target':
      return t('No completion: the cursor is in an address.');
    default:
      return t('No completion: the cursor is in markup.');
  }
}

/** Says, once in a window, why nothing is suggested on its own in another language than the model's. */
export class LanguageNotice {
  #told = false;

  tell(): void {
    if (this.#told) return;
    this.#told = true;
    const message = vscode.l10n.t(
      'The built-in language model knows only English, so Cloze suggests nothing on its own in other languages. It does when you ask, or with a model of your own.',
    );
    void showLack(message, 'cloze.model');
  }
}
