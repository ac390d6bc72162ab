import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { commands, learnedScheme, storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Log } from '../../host/log.js';
import { showOff } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures, tellFailure } from '../../host/showFailures.js';
import { learnedText } from '../../report/manuscript/learnedText.js';
import { IdleWork } from '../../sessions/idleWork.js';
import { learnWhileIdle } from './learnWhileIdle.js';
import { learnFromWriting } from './learnFromWriting.js';
import { manuscriptFiles } from './manuscriptFiles.js';
import { whatWasLearned } from './whatWasLearned.js';
import { WritersLearning } from './writersLearning.js';

export interface ManuscriptDependencies {
  readonly engine: EngineApi;
  readonly storage: WorkspaceStorage;
  readonly clock: Clock;
  readonly log: Log;
  /** Where what is learned is kept; see `learnedFolderOf`. */
  readonly folder: vscode.Uri | undefined;
  /** Whether Cloze rests to save the battery. */
  readonly isPaused: () => boolean;
}

/** What Cloze learns from the writer's own texts, where they have agreed to it: shown, deleted, and kept up to date while nothing is typed. */
export function registerManuscript({ engine, storage, clock, log, folder, isPaused }: ManuscriptDependencies): Disposable {
  const store = new DisposableStore();
  const learning = store.add(new WritersLearning({ engine, storage, folder }));
  const showText = store.add(learnedPage());
  const show = (): Promise<void> => whatWasLearned(learning, showText.show);
  const command = (id: string, run: () => Promise<unknown>): void =>
    void store.add(vscode.commands.registerCommand(id, () => showFailures(log, () => (readSettings().enable ? run() : showOff()))));
  command(commands.learnFromWriting, async () => (await learnFromWriting(learning)) && show());
  command(commands.whatWasLearned, show);
  const removed = (): void => void learning.removeFiles().catch((error: unknown) => tellFailure(log, error));
  store.add(storage.onDidForget((key) => key === storageKeys.learning && removed()));
  // All that is kept may have been removed from another window.
  if (learning.pattern === undefined) removed();
  store.add(keepUp(learning, { clock, log, isPaused }));
  return store;
}

/** Learns what was saved, once nothing was typed for a while. */
function keepUp(
  learning: WritersLearning,
  { clock, log, isPaused }: Pick<ManuscriptDependencies, 'clock' | 'log' | 'isPaused'>,
): Disposable {
  const store = new DisposableStore();
  const work: IdleWork = store.add(
    new IdleWork({
      clock,
      idleMs() {
        const { enable, 'learning.idleMinutes': minutes } = readSettings();
        return enable && minutes > 0 && vscode.workspace.isTrusted && learning.pattern !== undefined ? minutes * 60_000 : undefined;
      },
      mayRun: () => !isPaused(),
      async work(token) {
        if (learning.pattern !== undefined) await learnWhileIdle(learning, learning.pattern, token, () => isPaused() && work.changed());
      },
      onFailure: (error) => log.write('warn', `What was saved was not learned: ${String(error)}`),
    }),
  );
  // A training that was ended with the window goes on.
  if (learning.style) work.changed();
  store.add(learning.onDidChange(() => learning.style && work.changed()));
  store.add(
    vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
      const { pattern } = learning;
      if (pattern === undefined) return;
      const files = await manuscriptFiles(pattern);
      if (files.some(({ path }) => path === uri.fsPath)) work.changed();
    }),
  );
  store.add(vscode.workspace.onDidChangeTextDocument(() => work.typed()));
  return store;
}

/** A document that says what was learned. */
function learnedPage(): { readonly show: (summary: Parameters<typeof learnedText>[0]) => Promise<void> } & Disposable {
  const store = new DisposableStore();
  const uri = vscode.Uri.from({ scheme: learnedScheme, path: `/${vscode.l10n.t('What Was Learned')}` });
  const changed = store.add(new vscode.EventEmitter<vscode.Uri>());
  let text = '';
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(learnedScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: () => text,
    }),
  );
  return {
    async show(summary) {
      text = learnedText(summary, [], vscode.l10n.t);
      changed.fire(uri);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    },
    dispose: () => store.dispose(),
  };
}
