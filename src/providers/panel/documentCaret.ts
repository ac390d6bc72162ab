import * as vscode from 'vscode';
import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText, textBetween } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { proseContext } from '../../prose/context/documentContext.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { shifted } from '../../prose/span.js';
import { paragraphAt } from '../../writing/surprisal/paragraphs.js';
import type { CaretPlace } from '../../sessions/panel/caretPlace.js';

/** The caret of an editor, with what there is to read around it. */
export function documentCaret({ document, selection: { active } }: vscode.TextEditor): CaretPlace {
  const uri = document.uri.toString();
  const language = proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
  const window = readingWindow(document.offsetAt(active));
  const around = (): { text: string; offset: number; shift: number } => {
    const { text, start } = textBetween(document, window.start, window.end);
    const shift = plainOffset(document, document.positionAt(start));
    return { text: plainText(text), offset: plainOffset(document, active) - shift, shift };
  };
  return {
    key: `${uri} ${document.version} ${active.line}:${active.character} ${language ?? ''}`,
    place: caretPlace(document, active),
    context: () => {
      const { text, offset } = around();
      return language === undefined ? undefined : proseContext(text, offset, language);
    },
    paragraph: () => {
      const { text, offset, shift } = around();
      const found = language === undefined ? undefined : paragraphAt(text, offset, language);
      if (found === undefined) return undefined;
      const place: TextPlace = {
        document: uri,
        start: found.start + shift,
        end: found.end + shift,
        text: text.slice(found.start, found.end),
        before: text.slice(0, found.start).slice(-anchorLength),
      };
      return { place, pieces: shifted(found.pieces, shift) };
    },
  };
}

function caretPlace(document: vscode.TextDocument, active: vscode.Position): TextPlace {
  const offset = document.offsetAt(active);
  const before = document.getText(new vscode.Range(document.positionAt(Math.max(0, offset - 2 * anchorLength)), active));
  const plain = plainOffset(document, active);
  return { document: document.uri.toString(), start: plain, end: plain, text: '', before: plainText(before).slice(-anchorLength) };
}
