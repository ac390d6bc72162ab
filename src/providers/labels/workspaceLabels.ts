import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import { readIfThere } from '../../host/readIfThere.js';
import { saveWhole } from '../../host/saveWhole.js';
import { labelFilePath, type LabelledText, readLabelFile, withLabels, withoutLabels } from '../../learning/examples/labelFile.js';

/** The labels of a workspace, in a file that people can read and diff. */
export class WorkspaceLabels {
  /** The file. Fails with `bad-request` where no folder is open. */
  get uri(): vscode.Uri {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (folder === undefined) {
      throw new ClozeError({ code: 'bad-request', message: vscode.l10n.t('Open a folder first: labels are kept in a file in it.') });
    }
    return vscode.Uri.joinPath(folder, ...labelFilePath);
  }

  async read(): Promise<LabelledText[]> {
    return readLabelFile(await this.#content());
  }

  /** Adds labels; returns what takes them back, and leaves those that were given since. */
  async add(texts: readonly LabelledText[]): Promise<() => Promise<void>> {
    const { uri } = this;
    const before = await this.#content();
    await this.#write(uri, withLabels(before, texts));
    return async () => this.#write(uri, withoutLabels(await this.#content(), texts, readLabelFile(before)));
  }

  async #content(): Promise<string> {
    const { uri } = this;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    // Only a file that is not there may be written anew.
    return open === undefined ? readIfThere(uri) : open.getText();
  }

  async #write(uri: vscode.Uri, content: string): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
      await saveWhole(uri, content);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = vscode.l10n.t('The labels could not be saved: {0}. Choose another place and try again.', reason);
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }
}
