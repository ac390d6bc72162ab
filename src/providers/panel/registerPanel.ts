import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { type ViewKind, viewKinds } from '../../common/panelProtocol/view.js';
import { commands, panelViewId, storageKeys } from '../../host/ids.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';
import { onDidChangeSettings, readSettings } from '../../host/settings.js';
import { actOnDocument } from './actOnDocument.js';
import { LastTextEditor } from './lastTextEditor.js';
import { PanelPages } from './panelPages.js';
import { type PanelDependencies, PanelSession } from '../../sessions/panel/panelSession.js';
import { saveFile } from './saveFile.js';
import { anchorLength } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText, plainTextBetween } from '../../host/documentText.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { readingWindow } from '../../prose/context/readingWindow.js';
import { proseLanguage } from '../../prose/markup/proseLanguage.js';
import { type CaretPlace, caretPlace } from '../../sessions/panel/caretPlace.js';

export interface RegisterPanelDependencies extends Pick<PanelDependencies, 'engine' | 'rate' | 'records' | 'onChoose'> {
  readonly clock: Clock;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  /** The workspace's own storage, for what is pinned. */
  readonly storage: WorkspaceStorage;
}

/** The panel of probabilities, in the side bar and as a tab, and its commands. */
export function registerPanel({
  engine,
  rate,
  records,
  onChoose,
  clock,
  log,
  extensionUri,
  storage,
}: RegisterPanelDependencies): Disposable {
  const store = new DisposableStore();
  const editor = store.add(new LastTextEditor(() => session.refresh()));
  const session: PanelSession = store.add(
    new PanelSession({
      engine,
      rate,
      records,
      onChoose,
      clock,
      t: vscode.l10n.t,
      caret: () => editor.value && documentCaret(editor.value),
      isOn: () => readSettings().enable,
      storage: { read: () => storage.get(storageKeys.panel), write: (value) => void storage.update(storageKeys.panel, value) },
      onChange: (change) => pages.send({ type: 'change', change }),
      act: (action) => void actOnDocument(action),
      copy: (csv) => void copy(csv),
      save: (svg) => void saveFile(svg, log),
      switchOn: () => void vscode.commands.executeCommand(commands.toggle),
    }),
  );
  const pages: PanelPages = store.add(
    new PanelPages(extensionUri, {
      onMessage: (message, page) =>
        message.type === 'ready' ? page.send({ type: 'state', state: session.state }) : session.handle(message),
      onVisible: (visible) => (session.visible = visible),
    }),
  );
  store.add(onDidChangeSettings(() => session.refresh()));
  store.add(storage.onDidForget((key) => key === storageKeys.panel && session.unpinAll()));
  const command = (id: string, run: (argument: unknown) => unknown): void => void store.add(vscode.commands.registerCommand(id, run));
  command(commands.showProbabilities, async (kind) => {
    session.choose(viewKind(kind) ?? session.state.kind);
    if (!pages.revealTab()) await vscode.commands.executeCommand(`${panelViewId}.focus`);
  });
  command(commands.openProbabilities, () => pages.open());
  command(commands.pinProbabilities, () => session.pin());
  command(commands.copyProbabilities, () => session.copyCsv());
  command(commands.saveProbabilities, () => session.saveSvg());
  return store;
}

/** Other features name what is to be shown; the palette names nothing. */
function viewKind(argument: unknown): ViewKind | undefined {
  return viewKinds.find((kind) => kind === argument);
}

async function copy(csv: string): Promise<void> {
  await vscode.env.clipboard.writeText(csv);
  showBriefly(vscode.l10n.t('Copied as CSV.'));
}

/** The caret of an editor, with what there is to read around it. */
function documentCaret({ document, selection: { active } }: vscode.TextEditor): CaretPlace {
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
