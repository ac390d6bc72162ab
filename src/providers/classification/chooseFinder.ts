import * as vscode from 'vscode';
import type { FindLabelsRequest } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { documentationLink } from '../../host/documentationLink.js';
import { showRefusal } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { headName } from '../../learning/heads/headFile.js';
import { kindsFound } from '../../learning/tagging/tagScheme.js';
import { findHeadFiles, readHeadFile } from './headFiles.js';

type Finder = FindLabelsRequest['classifier'];

/**
 * Asks what is to label words, unless there is one thing only: classifiers of one's own in this workspace, and installed checkpoints. Says
 * where there is none. Broken files are left out.
 */
export async function chooseFinder(engine: EngineApi): Promise<Finder | undefined> {
  const items = [...(await ownFinders()), ...(await installedFinders(engine))];
  if (items.length === 0) {
    const message = vscode.l10n.t('"Find Named Entities" needs a checkpoint that labels words, a BERT for token classification, or a classifier that you train on a CoNLL file. Choose the folder of a checkpoint, with config.json, tokenizer.json and *.safetensors. [Documentation]({0})', documentationLink('classification')); // prettier-ignore
    void showRefusal(message, { title: vscode.l10n.t('Choose Folder…'), run: () => addModelFolder(commands.findNames) });
    return undefined;
  }
  if (items.length === 1) return items[0]?.finder;
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Find Named Entities With'), matchOnDescription: true }))?.finder;
}

type Item = vscode.QuickPickItem & { readonly finder: Finder };

async function ownFinders(): Promise<Item[]> {
  const files = await findHeadFiles();
  const items = await Promise.all(
    files.map(async (uri): Promise<Item[]> => {
      const head = await readHeadFile(uri).catch(() => undefined);
      if (head === undefined || (head.unit ?? 'text') === 'text') return [];
      const description = `${kindsFound(head).join(', ')}, ${vscode.workspace.asRelativePath(uri)}`;
      return [{ label: `$(mortar-board) ${headName(uri.path)}`, description, finder: { kind: 'head', head } }];
    }),
  );
  return items.flat();
}

async function installedFinders(engine: EngineApi): Promise<Item[]> {
  // Without a folder for them there is no checkpoint, and no need to start the engine to say so.
  if (readSettings().modelFolders.length === 0) return [];
  const installed = await engine.classifiers().catch(() => []);
  return installed.flatMap(({ model, kind, labels }): Item[] =>
    kind === 'words' ? [{ label: `$(package) ${model}`, description: labels.join(', '), finder: { kind: 'checkpoint', model } }] : [],
  );
}
