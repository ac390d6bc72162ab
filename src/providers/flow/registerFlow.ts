import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PairRecord } from '../../common/panelProtocol/pair.js';
import { commands, storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { FlowSession } from '../../sessions/flow/flowSession.js';
import { registerCheckCommands } from './checkCommands.js';
import { FlowActions } from './flowActions.js';
import { showFlowView } from './flowView.js';
import { followWindow } from './followWindow.js';
import { registerMuteCommands } from './muteCommands.js';
import { muteStorage } from './muteStorage.js';
import { registerPairCommands } from './pairCommands.js';
import { showReport } from './showReport.js';
import { warningView } from './showWarnings.js';
import { registerViewCommands } from './viewCommands.js';
import { windowEditor } from './windowEditor.js';
import { showBriefly } from '../../host/messages.js';
import type { Proposals } from '../../sessions/proposals/proposals.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { nextWarning } from '../../sessions/flow/nextWarning.js';
import { offsetOf, rangeOf } from './flowRange.js';
import { showNotChecked } from './target.js';

export interface FlowDependencies {
  readonly engine: Pick<EngineApi, 'ratePairs' | 'complete'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The workspace's own storage, for mutes. */
  readonly storage: WorkspaceStorage;
  /** Whether nothing is checked unasked in a document. */
  readonly isPaused: (document: vscode.TextDocument) => boolean;
  /** The pair that the panel shows. */
  readonly pair: Latest<PairRecord | undefined>;
  /** Where changes are proposed. */
  readonly proposals: Pick<Proposals, 'offer'>;
  /** The version of the extension. */
  readonly version: string;
}

/** The flow check: warnings in the text, what can be done about them, and the Flow view. Nothing is checked before it is asked for. */
export function registerFlow({ engine, clock, log, storage, isPaused, pair, proposals, version }: FlowDependencies): Disposable {
  const store = new DisposableStore();
  const editor = windowEditor(isPaused);
  const session = store.add(
    new FlowSession({
      ...muteStorage(storage),
      engine,
      clock,
      t: vscode.l10n.t,
      editor,
      warnings: store.add(warningView()),
      models: () => {
        const { model, encoderModel } = readSettings();
        return JSON.stringify([model, encoderModel]);
      },
      log: (message) => log.write('warn', message),
    }),
  );
  const { results } = session;
  store.add(showFlowView(session.list, editor.nameOf));
  store.add(followWindow(session.follow));
  store.add(onDidChangeSettings(() => session.settingsChanged()));
  store.add(storage.onDidForget((key) => key === storageKeys.flowMutes && session.follow.mutesChanged()));
  store.add(vscode.languages.registerCodeActionsProvider('*', new FlowActions(results), { providedCodeActionKinds: FlowActions.kinds }));
  store.add(registerCheckCommands(session, log));
  store.add(registerPairCommands(session, pair, proposals, log));
  store.add(registerMuteCommands(session, log));
  store.add(registerViewCommands(session, editor.nameOf));
  const command = (id: string, run: (...args: unknown[]) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  command(commands.flowNext, () => goToWarning(results, 1));
  command(commands.flowPrevious, () => goToWarning(results, -1));
  command(commands.flowExport, (format) => showReport(results, version, format));
  return store;
}

/** Goes to the next or the previous warning of the document, around its end. */
function goToWarning(results: FlowResults, direction: 1 | -1): void {
  const editor = vscode.window.activeTextEditor;
  const found = editor && results.get(editor.document.uri.toString())?.current;
  if (editor === undefined || found === undefined) {
    showNotChecked();
    return;
  }
  const warning = nextWarning(found, offsetOf(found.lines, editor.selection.active), direction);
  if (warning === undefined) {
    showBriefly(vscode.l10n.t('There are no flow warnings in this document.'));
    return;
  }
  const range = rangeOf(found.lines, warning.second);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
