import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { TaggedSentence } from '../../common/methods/training.js';
import { readConll } from '../../learning/tagging/conll.js';

/** A file of words with tags that was chosen to learn from. */
export interface TaggedSource {
  readonly kind: 'words';
  /** Fails with a `ClozeError` where it is no such file. */
  readonly read: () => Promise<readonly TaggedSentence[]>;
}

/** Asks for a file in the CoNLL format. */
export async function chooseTaggedFile(): Promise<TaggedSource | undefined> {
  const filters = {
    [vscode.l10n.t('CoNLL Files')]: ['conll', 'bio', 'bioes', 'bilou', 'iob', 'iob2', 'iob1'],
    [vscode.l10n.t('All Files')]: ['*'],
  };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A CoNLL File') })) ?? [];
  return uri && taggedAt(uri);
}

/** The file as the editor reads it, with the encoding that its settings say and what is not saved yet. */
export function taggedAt(uri: vscode.Uri): TaggedSource {
  return {
    kind: 'words',
    async read() {
      const name = vscode.workspace.asRelativePath(uri);
      return readConll(await textOf(uri, name), name);
    },
  };
}

async function textOf(uri: vscode.Uri, name: string): Promise<string> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch (error) {
    throw new ClozeError({ code: 'disk', message: vscode.l10n.t('{0} cannot be read. Perhaps it was moved.', name) }, { cause: error });
  }
}
