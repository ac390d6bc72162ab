import * as vscode from 'vscode';
import { reportViewType } from '../../host/ids.js';
import { headName } from '../../text/classification/headFile.js';
import { reportPage } from '../../text/classification/report/reportPage.js';
import type { SavedClassifier } from './trainClassifier.js';

/** Opens the report on a trained classifier as a page. */
export function showReport({ uri, report }: SavedClassifier, extension: vscode.Uri): void {
  const file = vscode.workspace.asRelativePath(uri);
  const title = vscode.l10n.t('Report on {0}', headName(file));
  const media = vscode.Uri.joinPath(extension, 'media');
  const options = { enableScripts: false, enableFindWidget: true, localResourceRoots: [media] };
  const { webview } = vscode.window.createWebviewPanel(reportViewType, title, vscode.ViewColumn.Active, options);
  const style = webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.css')).toString();
  const parts = { title, file, style, source: webview.cspSource, language: vscode.env.language };
  webview.html = reportPage(report, parts, vscode.l10n.t);
}
