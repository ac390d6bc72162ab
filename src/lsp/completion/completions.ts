import type { CompletionItem, CompletionParams, InlineCompletionItem, InlineCompletionParams } from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { failureLogger } from '../../common/failureLogger.js';
import { settingDefinitions } from '../../common/settings/settingDefinitions.js';
import { AcceptanceBias } from '../../sessions/completion/acceptanceBias.js';
import { CompletionSession } from '../../sessions/completion/completionSession.js';
import { CompletionTriggers } from '../../sessions/completion/triggers.js';
import { TypingPause } from '../../sessions/completion/typingPause.js';
import type { ClientSettings } from '../clientSettings.js';
import type { Documents } from '../documents.js';
import { inlineCompletions } from './inlineCompletion.js';
import { wordCompletions } from './wordCompletion.js';

export interface CompletionsDependencies {
  readonly engine: EngineApi;
  readonly clock: Clock;
  readonly documents: Documents;
  readonly settings: ClientSettings;
  /** The names of the models that are used. */
  readonly models: () => { readonly causal: string; readonly encoder: string };
  readonly log: (message: string) => void;
}

/** Continuations and words for the documents of a client. */
export class Completions implements Disposable {
  readonly #session: CompletionSession;
  readonly #triggers: CompletionTriggers;
  readonly #pause: TypingPause;
  readonly #onWordFailure: (error: unknown) => void;

  constructor(private readonly dependencies: CompletionsDependencies) {
    const { engine, clock, log } = dependencies;
    this.#pause = new TypingPause(clock);
    this.#onWordFailure = failureLogger('No words', log);
    this.#session = new CompletionSession({
      engine,
      clock,
      debounceMs: () => this.#pause.remainingMs,
      // What a writer accepts is seen in the text; it holds as long as the server runs.
      bias: new AcceptanceBias(),
      onAnswer: () => undefined,
      onLearnt: () => undefined,
      onBusy: () => undefined,
      onFailure: failureLogger('No completion', log),
      onUnheard: () => undefined,
    });
    this.#triggers = new CompletionTriggers(this.#session);
  }

  /** Text was typed in a document, or deleted if it is empty. */
  typed(text: string): void {
    this.#pause.typed(text);
  }

  /** Forgets what was suggested by other settings. */
  settingsChanged(): void {
    this.#session.clear();
  }

  async inline(params: InlineCompletionParams, token: CancellationToken): Promise<InlineCompletionItem[]> {
    const { documents, settings, models } = this.dependencies;
    const document = documents.get(params.textDocument.uri);
    const written = settings.of(params.textDocument.uri);
    if (document === undefined || !written.enable) return [];
    const language = documents.languageOf(document);
    const knowsOnlyEnglish = models().causal === settingDefinitions.model.default;
    return inlineCompletions({ document, language, settings: written, params, knowsOnlyEnglish }, this.#triggers, token);
  }

  async words(params: CompletionParams, token: CancellationToken): Promise<CompletionItem[]> {
    const { documents, settings, engine, clock, models } = this.dependencies;
    const document = documents.get(params.textDocument.uri);
    if (document === undefined || !settings.of(document.uri).enable) return [];
    const { completes } = documents.languageOf(document);
    const readsOnlyEnglish = models().encoder === settingDefinitions.encoderModel.default;
    const request = { document, language: completes, params, readsOnlyEnglish, now: clock.now() };
    return wordCompletions(request, engine, this.#onWordFailure, token);
  }

  dispose(): void {
    this.#session.dispose();
  }
}
