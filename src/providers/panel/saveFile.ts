import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showFailure } from '../../host/messages.js';
import { saveWhole } from '../../host/saveWhole.js';

/** Asks where a picture is to be saved, and saves it there. */
export async function saveFile(svg: string, log: Log): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    filters: { SVG: ['svg'] },
    title: vscode.l10n.t('Save as SVG'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'probabilities.svg') }),
  });
  if (uri === undefined) return;
  try {
    await saveWhole(uri, svg);
    showBriefly(vscode.l10n.t('Saved.'));
  } catch (error) {
    log.write('error', `The picture was not saved: ${String(error)}`);
    const message = vscode.l10n.t('The picture could not be saved: {0}. Choose another place and try again.', reasonOf(error));
    await showFailure(new ClozeError({ code: 'disk', message }).detail);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
