import * as vscode from 'vscode';
import { escapeMarkdown } from '../../host/escapeMarkdown.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { readSettings } from '../../host/settings.js';
import type { StatusFacts, StatusKind } from '../../host/status/statusFacts.js';
import { statusMenu } from '../../host/status/statusMenu.js';
import { type StatusView, statusView } from '../../host/status/statusView.js';
import { showLoadingHint } from './loadingHint.js';

/** The status bar item, and the menu that a click on it opens. */
export function registerStatus(facts: Latest<StatusFacts>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('cloze.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Cloze';
  item.command = commands.showMenu;
  show(item, statusView(facts.value, vscode.l10n.t));
  item.show();
  const follow = facts.onDidChange((value) => show(item, statusView(value, vscode.l10n.t)));
  const menu = vscode.commands.registerCommand(commands.showMenu, () => openMenu(facts.value));
  return vscode.Disposable.from(item, follow, menu, showLoadingHint(facts));
}

function show(item: vscode.StatusBarItem, view: StatusView): void {
  item.text = view.text;
  item.accessibilityInformation = { label: view.accessibleLabel, role: 'button' };
  item.tooltip = tooltip(view);
  item.backgroundColor = background(view.kind);
}

function background(kind: StatusKind): vscode.ThemeColor | undefined {
  return kind === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
}

function tooltip(view: StatusView): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  for (const { icon, text } of view.tooltip) markdown.appendMarkdown(`$(${icon}) ${escapeMarkdown(text)}\n\n`);
  return markdown;
}

type MenuPick = vscode.QuickPickItem & { readonly command?: string };

async function openMenu(facts: StatusFacts): Promise<void> {
  const quietness = readSettings(vscode.window.activeTextEditor?.document)['completion.quietness'];
  const [now] = statusView(facts, vscode.l10n.t).tooltip;
  const items = statusMenu(facts, quietness, vscode.l10n.t).flatMap(({ title, items: inGroup }): MenuPick[] => [
    ...(title === '' ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }]),
    ...inGroup.map(({ icon, label, description, command }) => ({
      label: `$(${icon}) ${label}`,
      command,
      ...(description !== undefined && { description }),
    })),
  ]);
  const chosen = await vscode.window.showQuickPick(items, { title: 'Cloze', placeHolder: now?.text ?? '' });
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
}
