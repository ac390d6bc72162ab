import * as vscode from 'vscode';
import { commands, reportViewType } from '../../host/ids.js';
import { headName } from '../../learning/heads/headFile.js';
import { reportPage } from '../../report/classification/reportPage.js';
import type { SavedClassifier } from './trainClassifier.js';

/** Opens the report on a trained classifier as a page. */
export function showReport({ uri, report, kind }: SavedClassifier, extension: vscode.Uri): void {
  const file = vscode.workspace.asRelativePath(uri);
  const title = vscode.l10n.t('Report on {0}', headName(file));
  const media = vscode.Uri.joinPath(extension, 'media');
  const actions = actionsFor(uri, kind);
  const options = {
    enableScripts: false,
    enableCommandUris: actions.map(({ command }) => command),
    enableFindWidget: true,
    localResourceRoots: [media],
  };
  // Training takes a while, and what the person does meanwhile keeps the focus.
  const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: true };
  const { webview } = vscode.window.createWebviewPanel(reportViewType, title, place, options);
  const style = webview.asWebviewUri(vscode.Uri.joinPath(media, 'report.css')).toString();
  const parts = { title, file, actions, style, source: webview.cspSource, language: vscode.env.language };
  webview.html = reportPage(report, parts, vscode.l10n.t);
}

/** What comes after training: using the classifier, and labels that make it better. One that labels words has none of them. */
function actionsFor(uri: vscode.Uri, kind: SavedClassifier['kind']): { title: string; command: string; href: string }[] {
  if (kind === 'words') return [];
  const action = (title: string, command: string): { title: string; command: string; href: string } => {
    return { title, command, href: `command:${command}?${encodeURIComponent(JSON.stringify([uri.toString()]))}` };
  };
  return [
    action(vscode.l10n.t('Classify with It'), commands.classifyWith),
    action(vscode.l10n.t('Label the Least Sure'), commands.labelLeastSure),
  ];
}
