import * as vscode from 'vscode';
import { languageName } from '../../host/languageName.js';
import { showBriefly, showLack } from '../../host/messages.js';
import type { Refusal } from './documentAccess.js';

/** Why a writer who asked gets no completion. */
export type Reason = Refusal | 'selection' | 'several-cursors' | 'nothing-before' | 'no-idea';

/** Says in the status bar why there is no completion: in few words, which can be read at twice the size, too. */
export function sayWhyNothing(reason: Reason, { languageId }: vscode.TextDocument): void {
  showBriefly(sentenceFor(reason, languageId));
}

function sentenceFor(reason: Reason, languageId: string): string {
  const { t } = vscode.l10n;
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
      return t('No completion: off in {0}.', languageName(languageId));
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
