import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { Event } from '../../common/emitter.js';
import type { EngineApi } from '../../common/engineApi.js';
import { readSettings } from '../../host/settings.js';
import { placeIn } from './documentAccess.js';
import { type ActiveCursor, restingPlace } from '../../sessions/completion/restingPlace.js';
import { WarmUp } from '../../sessions/completion/warmUp.js';

export interface WarmUpDependencies {
  readonly engine: Pick<EngineApi, 'warm'>;
  readonly clock: Clock;
  /** Whether nothing happens unasked in a document, for example on battery. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  /** Tells that the writer has the model unloaded. */
  readonly onDidUnload: Event<void>;
}

/** Has the text read ahead where the caret of the active editor rests. */
export function registerWarmUp(
  { engine, clock, isPaused, onDidUnload }: WarmUpDependencies,
  onFailure: (error: unknown) => void,
): Disposable {
  const store = new DisposableStore();
  const warmUp = store.add(new WarmUp(engine, clock, onFailure));
  const follow = (editor: vscode.TextEditor | undefined, isOpened = false): void =>
    warmUp.caretAt(editor && restingPlace(activeCursor(editor, isPaused(editor.document))), isOpened);
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => follow(editor, true)));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === vscode.window.activeTextEditor && follow(textEditor)),
  );
  store.add(onDidUnload(() => warmUp.unloaded()));
  follow(vscode.window.activeTextEditor, true);
  return store;
}

function activeCursor({ document, selection }: vscode.TextEditor, isPaused: boolean): ActiveCursor {
  const { line, character } = selection.active;
  return {
    document: document.uri.toString(),
    version: document.version,
    line,
    character,
    hasSelection: !selection.isEmpty,
    isPaused,
    place: () => placeIn(document, selection.active, readSettings(document)),
  };
}
