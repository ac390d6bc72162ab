import * as vscode from 'vscode';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { ClozeError } from '../../common/clozeError.js';
import { headSuffix, readHead } from '../../learning/heads/headFile.js';

const maxHeads = 200;

/** The files of classifiers of one's own, anywhere in the workspace. */
export function findHeadFiles(): Thenable<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(`**/*${headSuffix}`, '**/node_modules/**', maxHeads);
}

/** Reads a classifier's file. Fails with a `ClozeError` where it is broken or gone. */
export async function readHeadFile(uri: vscode.Uri): Promise<ClassifierHead> {
  const name = vscode.workspace.asRelativePath(uri);
  try {
    return readHead(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), name);
  } catch (error) {
    if (error instanceof ClozeError) throw error;
    const message = vscode.l10n.t('{0} cannot be read. Perhaps it was moved.', name);
    throw new ClozeError({ code: 'disk', message }, { cause: error });
  }
}
