import * as vscode from 'vscode';
import { storageKeys } from '../ids.js';
import type { WorkspaceStorage } from './workspaceStorage.js';

/** Where the engine keeps features, in its cache folder. */
const featuresFolder = 'features';

/** Something that Cloze keeps between two starts of the editor, and how to remove it. */
export interface KeptThing {
  /** So short that the amount can be seen beside it. */
  readonly label: string;
  /** How much of it there is. */
  readonly amount: string;
  readonly scope: 'workspace' | 'everywhere';
  readonly remove: () => PromiseLike<unknown>;
}

export interface KeptPlaces {
  readonly storage: WorkspaceStorage;
  /** Built graphs, trials of devices, and below `features` the features of texts. */
  readonly cacheFolder: vscode.Uri;
  /** Texts that were labeled in this workspace, where a folder is open. */
  readonly labelFile: vscode.Uri | undefined;
  /** Ends the engine's process, which holds open files of the cache folder. */
  readonly stopEngine: () => Promise<void>;
}

/** All that is kept now; what there is none of is left out. `PRIVACY.md` lists the same. */
export async function keptThings(places: KeptPlaces): Promise<KeptThing[]> {
  const { t } = vscode.l10n;
  const { storage, cacheFolder, labelFile, stopEngine } = places;
  const stored = (key: string, label: string, amount: (value: unknown) => string): KeptThing[] => {
    const value = storage.get(key);
    return value === undefined ? [] : [{ label, amount: amount(value), scope: 'workspace', remove: () => storage.forget(key) }];
  };
  const [ofFeatures, ofCache, ofLabels] = await Promise.all([
    folderSize(vscode.Uri.joinPath(cacheFolder, featuresFolder)),
    folderSize(cacheFolder),
    fileSize(labelFile),
  ]);
  const files = (bytes: number, label: string, isMeant: (name: string) => boolean): KeptThing[] => {
    const remove = async (): Promise<void> => {
      await stopEngine();
      await removeEntries(cacheFolder, isMeant);
    };
    return bytes === 0 ? [] : [{ label, amount: megabytes(bytes), scope: 'everywhere', remove }];
  };
  return [
    ...stored(storageKeys.acceptanceBias, t('What Cloze learned from your choices'), () => t('one number')),
    ...stored(storageKeys.panel, t('The panel and pinned results'), (value) =>
      t('pinned: {0}', lengthOf((value as { pins?: unknown }).pins)),
    ),
    ...stored(storageKeys.flowMutes, t('Muted flow warnings that are not shared'), (value) =>
      t('documents: {0}', Object.keys(value as object).length),
    ),
    ...stored(storageKeys.pauses, t('Files and folders where Cloze is off, pauses'), (value) => {
      const { files, folders } = value as { files?: unknown; folders?: unknown };
      return String(lengthOf(files) + lengthOf(folders));
    }),
    ...stored(storageKeys.lastClassifiers, t('Labels and classifiers that you chose last'), (value) => String(lengthOf(value))),
    ...stored(storageKeys.learning, t('What was learned from your writing'), (value) => String((value as { files?: unknown }).files)),
    ...(labelFile && ofLabels > 0
      ? [
          {
            label: t('Texts that you labeled ({0})', vscode.workspace.asRelativePath(labelFile)),
            amount: megabytes(ofLabels),
            scope: 'workspace' as const,
            remove: () => toTrash(labelFile),
          },
        ]
      : []),
    ...files(ofFeatures, t('Numbers computed from texts'), (name) => name === featuresFolder),
    ...files(ofCache - ofFeatures, t('Built models and trials of devices'), (name) => name !== featuresFolder),
    {
      label: t('What your other workspaces keep'),
      amount: t('goes when each is opened next'),
      scope: 'everywhere',
      remove: () => storage.forgetElsewhere(),
    },
  ];
}

async function fileSize(file: vscode.Uri | undefined): Promise<number> {
  if (file === undefined) return 0;
  return vscode.workspace.fs.stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Where there is no trash, as on a remote machine, the file is deleted. */
async function toTrash(file: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(file, { useTrash: true }).then(undefined, () => vscode.workspace.fs.delete(file));
}

async function removeEntries(folder: vscode.Uri, isMeant: (name: string) => boolean): Promise<void> {
  for (const [name] of await vscode.workspace.fs.readDirectory(folder)) {
    if (isMeant(name)) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
  }
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? vscode.l10n.t('{0} kB', Math.ceil(bytes / 1000)) : vscode.l10n.t('{0} MB', (bytes / 1e6).toFixed(1));
}

/** The size of all files below a folder, in bytes; nothing where it does not exist. What vanishes meanwhile does not count. */
async function folderSize(folder: vscode.Uri): Promise<number> {
  const { fs } = vscode.workspace;
  let bytes = 0;
  const entries = await fs.readDirectory(folder).then(
    (found) => found,
    () => [],
  );
  for (const [name, type] of entries) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory) bytes += await folderSize(uri);
    else if (type === vscode.FileType.File) {
      bytes += await fs.stat(uri).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}
