import * as vscode from 'vscode';
import type { Settings } from '../../host/settingDefinitions.js';
import { readSettings } from '../../host/settings.js';
import type { CompletionSession } from './completionSession.js';
import { placeIn } from './documentAccess.js';
import { itemsFor, type SelectedItem } from './items.js';

/** Translates between the editor and the session; decides nothing but whether to ask at all. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  constructor(
    private readonly session: CompletionSession,
    /** Whether nothing is suggested unasked in a document, for example on battery. */
    private readonly isPaused: (document: vscode.TextDocument) => boolean,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const explicit = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if ((!explicit && this.isPaused(document)) || hasSelection(document, position)) return undefined;
    const settings = readSettings(document);
    const place = placeIn(document, position, settings);
    const selected = selectedCompletionInfo && selectedItem(document, position, selectedCompletionInfo);
    if (place === undefined || selected === 'elsewhere') return undefined;
    const hit = await this.session.suggest({ ...place, explicit, preferences: preferences(settings) }, token);
    return hit && itemsFor(hit, selected).map(({ text, replaces }) => itemAt(position, text, replaces));
  }
}

function itemAt(position: vscode.Position, text: string, replaces: number): vscode.InlineCompletionItem {
  return new vscode.InlineCompletionItem(text, new vscode.Range(position.translate(0, -replaces), position));
}

/** The primary caret decides; the editor itself repeats an accepted text at other carets where it fits. */
function hasSelection(document: vscode.TextDocument, position: vscode.Position): boolean {
  const editor = vscode.window.visibleTextEditors.find(
    (candidate) => candidate.document === document && candidate.selection.active.isEqual(position),
  );
  return editor !== undefined && !editor.selection.isEmpty;
}

function selectedItem(
  document: vscode.TextDocument,
  position: vscode.Position,
  { range, text }: vscode.SelectedCompletionInfo,
): SelectedItem | 'elsewhere' {
  if (!range.end.isEqual(position) || !range.isSingleLine) return 'elsewhere';
  return { replaces: document.getText(range), text };
}

function preferences(settings: Settings): Parameters<CompletionSession['suggest']>[0]['preferences'] {
  return {
    quietness: settings['completion.quietness'],
    maxWords: settings['completion.maxWords'],
    stopAt: settings['completion.stopAt'],
  };
}
