import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import { readIfThere } from '../../host/readIfThere.js';
import { saveWhole } from '../../host/saveWhole.js';
import { headSuffix } from '../../learning/heads/headFile.js';
import { labelFilePath } from '../../learning/examples/labelFile.js';
import type { LabelFile } from '../../sessions/labels/labelStore.js';
import type { ClassifierFiles } from '../../sessions/labels/retrainClassifiers.js';

/** Where the labels of the workspace are. Fails with `bad-request` where no folder is open. */
export function labelsUri(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) {
    throw new ClozeError({ code: 'bad-request', message: vscode.l10n.t('Open a folder first: labels are kept in a file in it.') });
  }
  return vscode.Uri.joinPath(folder, ...labelFilePath);
}

/** A file beside the labels, such as a classifier. Fails as `labelsUri` does. */
export function besideLabels(name: string): vscode.Uri {
  return vscode.Uri.joinPath(labelsUri(), '..', name);
}

/** The file of labels: as it is in an editor, or else on the disk. */
export const workspaceLabels: LabelFile = {
  async read() {
    const uri = labelsUri();
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    // Only a file that is not there may be written from scratch.
    return open === undefined ? readIfThere(uri) : open.getText();
  },
  async write(content) {
    await vscode.workspace.fs.createDirectory(besideLabels('.'));
    await saveWhole(labelsUri(), content);
  },
};

/** The classifiers beside the labels. */
export const workspaceClassifiers: ClassifierFiles = {
  async list() {
    const files = await vscode.workspace.fs.readDirectory(besideLabels('.'));
    return files.flatMap(([name, type]) => (type === vscode.FileType.File && name.endsWith(headSuffix) ? [name] : []));
  },
  async read(name) {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(besideLabels(name)));
    } catch {
      return undefined;
    }
  },
  write: (name, text) => saveWhole(besideLabels(name), text),
};
