import * as vscode from 'vscode';
import { anchorLength } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText, plainTextBetween } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { type CaretPlace, caretPlace } from '../../sessions/panel/caretPlace.js';

/** The caret of an editor, with what there is to read around it. */
export function documentCaret({ document, selection: { active } }: vscode.TextEditor): CaretPlace {
  const offset = document.offsetAt(active);
  return caretPlace({
    document: document.uri.toString(),
    version: document.version,
    offset: plainOffset(document, active),
    language: proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId)),
    around: () => {
      const window = readingWindow(offset);
      return plainTextBetween(document, window.start, window.end);
    },
    before: plainText(document.getText(new vscode.Range(document.positionAt(Math.max(0, offset - 2 * anchorLength)), active))),
  });
}
