import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { CompletionRecord } from '../../common/completionRecord.js';
import { languagesInUse } from '../../host/languageMode.js';
import type { Latest } from '../../host/latest.js';
import { storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Log } from '../../host/log.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { CompletionProvider } from './completionProvider.js';
import { CompletionSession } from '../../sessions/completion/completionSession.js';
import { LanguageNotice } from './nothingFound.js';
import { registerCompletionCommands } from './registerCompletionCommands.js';
import { registerWarmUp } from './registerWarmUp.js';
import { SecondRequest } from './secondRequest.js';
import { storedBias } from './storedBias.js';
import { TypingPause } from '../../sessions/completion/typingPause.js';

export interface InlineCompletionDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly log: Log;
  /** The workspace's own storage, for what is learnt. */
  readonly storage: WorkspaceStorage;
  /** Whether nothing happens unasked in a document, for example on battery. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  readonly lastCompletion: Latest<CompletionRecord | undefined>;
  readonly onBusy: (busy: boolean) => void;
}

/** Ghost text in prose. Nothing is registered with the editor, and nothing runs, while Cloze is off. */
export function registerInlineCompletions(dependencies: InlineCompletionDependencies): Disposable {
  const { engine, clock, lastCompletion, onBusy, storage } = dependencies;
  const store = new DisposableStore();
  const { bias, save } = storedBias(storage);
  const onFailure = failureLogger(dependencies.log);
  const pause = new TypingPause(clock);
  const secondRequest = new SecondRequest();
  const session = store.add(
    new CompletionSession({
      engine,
      clock,
      debounceMs: () => pause.remainingMs,
      bias,
      onAnswer: (record) => (lastCompletion.value = record),
      onLearnt: save,
      onBusy,
      onFailure,
      onUnheard: (caret) => void secondRequest.make(caret),
    }),
  );
  const forget = (): void => {
    bias.forget();
    save();
    session.clear();
  };
  store.add(registerCompletionCommands(session, { forget, correct: bias.correct }));
  store.add(storage.onDidForget((key) => key === storageKeys.acceptanceBias && bias.forget()));

  const languageNotice = new LanguageNotice();
  let whileOn = new DisposableStore();
  store.add({ dispose: () => whileOn.dispose() });
  const apply = (): void => {
    whileOn.dispose();
    whileOn = new DisposableStore();
    session.clear();
    const settings = readSettings();
    if (!settings.enable) return;
    const selector = languagesInUse(settings['completion.languages']).map((language) => ({ language }));
    const provider = new CompletionProvider(session, dependencies.isPaused, languageNotice, secondRequest);
    whileOn.add(vscode.languages.registerInlineCompletionItemProvider(selector, provider));
    whileOn.add(vscode.workspace.onDidChangeTextDocument((event) => followTyping(event, pause)));
    whileOn.add(registerWarmUp(dependencies, onFailure));
  };
  store.add(onDidChangeSettings(apply));
  apply();
  return store;
}

/** Keys come as changes of the active document; of several at once, as with several carets, one counts. */
function followTyping({ document, contentChanges }: vscode.TextDocumentChangeEvent, pause: TypingPause): void {
  const [change] = contentChanges;
  if (change !== undefined && document === vscode.window.activeTextEditor?.document) pause.typed(change.text);
}

/**
 * What a person must know is shown where the state of the engine changes; the log has the rest. An engine that is down gives
 * the same reason at each key, which is said once.
 */
function failureLogger(log: Log): (error: unknown) => void {
  let last = '';
  return (error) => {
    if (isCancelled(error) || (error instanceof ClozeError && error.code === 'engine-closed')) return;
    const message = error instanceof Error ? error.message : String(error);
    if (message !== last) log.write('warn', `No completion: ${message}`);
    last = message;
  };
}
