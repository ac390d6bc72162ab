import * as vscode from 'vscode';
import { commands } from '../../host/ids.js';
import { showWithHelp } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import type { ExportKind } from '../../sessions/models/modelStore.js';
import { whileDownloading } from './downloadModel.js';
import type { ModelsDependencies } from './modelsDependencies.js';

/** Writes the encoder in use for a server to run, into a folder that is asked for, and leads to how it is started there. */
export async function exportForServer({ store }: Pick<ModelsDependencies, 'store'>): Promise<void> {
  const kind = await chooseKind();
  if (kind === undefined) return;
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const { encoderModel } = readSettings();
  const title = vscode.l10n.t('Cloze: exporting {0}', encoderModel);
  const { model } = await whileDownloading(title, (tell, token) => store.export(encoderModel, { kind, folder }, tell, token));
  const message = vscode.l10n.t('{0} is in {1}. Start the server with it, then give its address to the command line: --encoder-server.', model, folder); // prettier-ignore
  await showWithHelp(message, {
    title: vscode.l10n.t('How to Start It'),
    run: () => vscode.commands.executeCommand(commands.openDocumentation, 'servers'),
  });
}

async function chooseKind(): Promise<ExportKind | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { readonly server: ExportKind })[] = [
    {
      label: 'Triton, KServe, MLServer',
      detail: t('Words, pairs of sentences and labels, with weights of 8 bits.'),
      server: 'oip',
    },
    {
      label: 'OpenVINO Model Server',
      detail: t('The same with weights of 32 bits, since it knows no smaller ones; four times as large.'),
      server: 'oip-float32',
    },
    {
      label: 'Text Embeddings Inference',
      detail: t('Only whether sentences follow each other, with weights of 32 bits.'),
      server: 'tei',
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Export for Server (1/2): Which One'), matchOnDetail: true }))?.server;
}

/** A folder of this machine's disk. */
async function chooseFolder(): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Export for Server (2/2): Into Which Folder'),
      openLabel: vscode.l10n.t('Export Here'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return chosen?.fsPath;
}
