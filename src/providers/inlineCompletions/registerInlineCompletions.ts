import * as vscode from 'vscode';
import type { RecommendedModel } from '../../common/catalogueChoice.js';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { Event } from '../../common/emitter.js';
import type { EngineApi } from '../../common/engineApi.js';
import { failureLogger } from '../../common/failureLogger.js';
import type { CompletionRecord } from '../../common/completionRecord.js';
import { languagesInUse } from '../../common/settings/languageMode.js';
import type { Latest } from '../../host/latest.js';
import { storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Log } from '../../host/log.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { inlineSuggest } from './acceptWord.js';
import { CompletionProvider } from './completionProvider.js';
import { activeCaret } from './documentAccess.js';
import { CompletionSession } from '../../sessions/completion/completionSession.js';
import { registerCompletionCommands } from './registerCompletionCommands.js';
import { registerWarmUp } from './registerWarmUp.js';
import { SecondRequest } from '../../sessions/completion/secondRequest.js';
import { storedBias } from '../../sessions/completion/storedBias.js';
import { CompletionTriggers } from '../../sessions/completion/triggers.js';
import { TypingPause } from '../../sessions/completion/typingPause.js';

export interface InlineCompletionDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly log: Log;
  /** The workspace's own storage, for what is learned. */
  readonly storage: WorkspaceStorage;
  /** Whether nothing happens unasked in a document, for example on battery. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  readonly lastCompletion: Latest<CompletionRecord | undefined>;
  /** The models that Cloze recommends, by the language of a text. */
  readonly recommended: () => Promise<readonly RecommendedModel[]>;
  readonly onBusy: (busy: boolean) => void;
  /** Tells that the writer has the model unloaded. */
  readonly onDidUnload: Event<void>;
}

/** Ghost text in prose. Nothing is registered with the editor, and nothing runs, while Cloze is off. */
export function registerInlineCompletions(dependencies: InlineCompletionDependencies): Disposable {
  const { engine, clock, lastCompletion, onBusy, storage } = dependencies;
  const store = new DisposableStore();
  const { bias, save } = storedBias({
    get: () => storage.get<number>(storageKeys.acceptanceBias),
    set: (value) => void storage.update(storageKeys.acceptanceBias, value),
  });
  const onFailure = failureLogger('No completion', (line) => dependencies.log.write('warn', line));
  const pause = new TypingPause(clock);
  const secondRequest = new SecondRequest({ caret: activeCaret, trigger: () => inlineSuggest('trigger') });
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
  store.add(registerCompletionCommands(session, bias, forget));
  store.add(storage.onDidForget((key) => key === storageKeys.acceptanceBias && bias.forget()));

  const triggers = new CompletionTriggers(session);
  let whileOn = new DisposableStore();
  store.add({ dispose: () => whileOn.dispose() });
  const apply = (): void => {
    whileOn.dispose();
    whileOn = new DisposableStore();
    session.clear();
    const settings = readSettings();
    if (!settings.enable) return;
    const selector = languagesInUse(settings['completion.languages']).map((language) => ({ language }));
    const provider = new CompletionProvider(triggers, dependencies.isPaused, secondRequest, dependencies.recommended);
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
