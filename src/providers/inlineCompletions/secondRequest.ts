import * as vscode from 'vscode';
import { readSettings } from '../../host/settings.js';
import type { CaretText } from '../../writing/continuation/caretText.js';
import { placeIn } from './documentAccess.js';

/** Has the editor ask once more where it gave a request up that has an answer meanwhile, if the writer is still there. */
export class SecondRequest {
  #isUnderWay = false;

  /** Asks at the cursor of the active editor, unless the text or the cursor has moved on from a place. */
  async make(place: CaretText): Promise<void> {
    if (!isAtCursor(place)) return;
    this.#isUnderWay = true;
    try {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    } finally {
      this.#isUnderWay = false;
    }
  }

  /** Whether a request that looks as if the writer had asked is this one; it is once. */
  take(): boolean {
    const isThis = this.#isUnderWay;
    this.#isUnderWay = false;
    return isThis;
  }
}

function isAtCursor(place: CaretText): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.selection.isEmpty !== true || editor.document.uri.toString() !== place.document) return false;
  const here = placeIn(editor.document, editor.selection.active, readSettings(editor.document));
  return typeof here !== 'string' && isSamePlace(here.caret, place);
}

function isSamePlace(a: CaretText, b: CaretText): boolean {
  return a.offset === b.offset && a.before === b.before && a.after === b.after;
}
