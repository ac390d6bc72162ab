import * as vscode from 'vscode';
import type { FindLabelsRequest, InstalledClassifier } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import { addModelFolder } from '../../host/addModelFolder.js';
import { commands } from '../../host/ids.js';
import { chooseModelLink, documentationLink } from '../../host/documentationLink.js';
import { showWithHelp } from '../../host/messages.js';
import { headName } from '../../learning/heads/headFile.js';
import { type HeadFile, type OfferedFinder, offeredFinders } from '../../sessions/classification/offeredFinders.js';
import { findHeadFiles, readHeadFile } from './headFiles.js';

type Finder = FindLabelsRequest['classifier'];

/**
 * Asks what is to label words, unless there is one thing only: classifiers of one's own in this workspace, and installed checkpoints. Says
 * where there is none. Broken files are left out.
 */
export async function chooseFinder(engine: EngineApi): Promise<Finder | undefined> {
  const items = offeredFinders(await headFiles(), await installed(engine)).map(itemOf);
  if (items.length === 0) {
    const message = vscode.l10n.t('"Find Named Entities" needs a checkpoint that labels words, a BERT for token classification, or a classifier that you train on a CoNLL file. [Download one]({0}), or choose the folder of one, with config.json, tokenizer.json and *.safetensors. [Documentation]({1})', chooseModelLink('names'), documentationLink('classification')); // prettier-ignore
    void showWithHelp(message, { title: vscode.l10n.t('Choose Folder…'), run: () => addModelFolder(commands.findNames) });
    return undefined;
  }
  if (items.length === 1) return items[0]?.finder;
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Find Named Entities With'), matchOnDescription: true }))?.finder;
}

/** A file that is broken has no head. */
async function headFiles(): Promise<HeadFile[]> {
  const files = await findHeadFiles();
  return Promise.all(files.map(async (uri) => ({ uri: uri.toString(), head: await readHeadFile(uri).catch(() => undefined) })));
}

function installed(engine: EngineApi): Promise<readonly InstalledClassifier[]> {
  return engine.classifiers().catch(() => []);
}

function itemOf({ finder, kinds, uri }: OfferedFinder): vscode.QuickPickItem & { readonly finder: Finder } {
  const file = uri === undefined ? undefined : vscode.Uri.parse(uri);
  const label = finder.kind === 'head' ? `$(mortar-board) ${headName(file?.path ?? '')}` : `$(package) ${finder.model}`;
  return { label, description: [...kinds, ...(file ? [vscode.workspace.asRelativePath(file)] : [])].join(', '), finder };
}
