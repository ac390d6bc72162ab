import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { readSettings } from '../../host/settings.js';
import { placeIn } from './documentAccess.js';
import { type RestingPlace, WarmUp } from '../../sessions/completion/warmUp.js';

export interface WarmUpDependencies {
  readonly engine: Pick<EngineApi, 'warm'>;
  readonly clock: Clock;
  /** Whether nothing happens unasked in a document, for example on battery. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
}

/** Has the text read ahead where the caret of the active editor rests. */
export function registerWarmUp({ engine, clock, isPaused }: WarmUpDependencies, onFailure: (error: unknown) => void): Disposable {
  const store = new DisposableStore();
  const warmUp = store.add(new WarmUp(engine, clock, onFailure));
  const follow = (editor: vscode.TextEditor | undefined, isOpened = false): void =>
    warmUp.caretAt(editor === undefined || isPaused(editor.document) ? undefined : restingPlace(editor), isOpened);
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => follow(editor, true)));
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === vscode.window.activeTextEditor && follow(textEditor)),
  );
  follow(vscode.window.activeTextEditor, true);
  return store;
}

function restingPlace(editor: vscode.TextEditor | undefined): RestingPlace | undefined {
  if (editor?.selection.isEmpty !== true) return undefined;
  const { document, selection } = editor;
  return {
    key: `${document.uri.toString()} ${document.version} ${selection.active.line}:${selection.active.character}`,
    context: () => {
      const place = placeIn(document, selection.active, readSettings(document));
      return typeof place === 'string' ? undefined : place.context();
    },
  };
}
