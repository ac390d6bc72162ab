import * as vscode from 'vscode';
import { type Settings, settingDefinitions } from '../../host/settingDefinitions.js';
import { readSettings } from '../../host/settings.js';
import { isForeignText } from '../../writing/continuation/foreignText.js';
import { fitsAtAll } from '../../writing/continuation/severalCursors.js';
import type { CompletionSession, Query } from '../../sessions/completion/completionSession.js';
import { placeIn } from './documentAccess.js';
import { itemsFor, type SelectedItem } from '../../sessions/completion/items.js';
import { type LanguageNotice, type Reason, sayWhyNothing } from './nothingFound.js';
import type { SecondRequest } from './secondRequest.js';

/** Translates between the editor and the session; decides nothing but whether to ask at all, and tells a writer who asked why nothing comes. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  constructor(
    private readonly session: CompletionSession,
    /** Whether nothing is suggested unasked in a document, for example on battery. */
    private readonly isPaused: (document: vscode.TextDocument) => boolean,
    private readonly languageNotice: LanguageNotice,
    private readonly secondRequest: SecondRequest,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const explicit = triggerKind === vscode.InlineCompletionTriggerKind.Invoke && !this.secondRequest.take();
    if (!explicit && this.isPaused(document)) return undefined;
    const settings = readSettings(document);
    const query = this.#queryAt(document, position, settings, explicit);
    if (typeof query === 'string') {
      if (explicit) sayWhyNothing(query, document);
      return undefined;
    }
    const selected = selectedCompletionInfo && selectedItem(document, position, selectedCompletionInfo);
    if (selected === 'elsewhere') return undefined;
    if (knowsOnlyEnglish(settings) && isForeignText(query.caret.before)) {
      this.languageNotice.tell();
      if (!explicit) return undefined;
    }
    const hit = await this.session.suggest(query, token);
    if (explicit && hit?.choices.length === 0) sayWhyNothing(hasTextBefore(query) ? 'no-idea' : 'nothing-before', document);
    return hit && itemsFor(hit, selected).map(({ text, replaces }) => itemAt(position, text, replaces));
  }

  #queryAt(document: vscode.TextDocument, position: vscode.Position, settings: Settings, explicit: boolean): Query | Reason {
    const refusal = selectionsAllow(document, position);
    if (refusal !== undefined) return refusal;
    const place = placeIn(document, position, settings);
    return typeof place === 'string' ? place : { ...place, explicit, preferences: preferences(settings) };
  }
}

function itemAt(position: vscode.Position, text: string, replaces: number): vscode.InlineCompletionItem {
  return new vscode.InlineCompletionItem(text, new vscode.Range(position.translate(0, -replaces), position));
}

/** The editor inserts a completion at every cursor, whatever is selected there; so it has to fit at all of them. */
function selectionsAllow(document: vscode.TextDocument, position: vscode.Position): Reason | undefined {
  const editor = vscode.window.visibleTextEditors.find(
    (candidate) => candidate.document === document && candidate.selection.active.isEqual(position),
  );
  if (editor === undefined) return undefined;
  if (editor.selections.some(({ isEmpty }) => !isEmpty)) return 'selection';
  if (editor.selections.length === 1) return undefined;
  const cursors = editor.selections.map(({ active }) => {
    const line = document.lineAt(active).text;
    return { before: line.slice(0, active.character), after: line.slice(active.character) };
  });
  return fitsAtAll(cursors) ? undefined : 'several-cursors';
}

/** What languages a model of one's own knows is not known; the embedded one knows English. */
function knowsOnlyEnglish(settings: Settings): boolean {
  return settings.model === settingDefinitions.model.default;
}

function hasTextBefore({ context }: Query): boolean {
  const { before, headings } = context();
  return before.trim() !== '' || headings.length > 0;
}

function selectedItem(
  document: vscode.TextDocument,
  position: vscode.Position,
  { range, text }: vscode.SelectedCompletionInfo,
): SelectedItem | 'elsewhere' {
  if (!range.end.isEqual(position) || !range.isSingleLine) return 'elsewhere';
  return { replaces: document.getText(range), text };
}

function preferences(settings: Settings): Query['preferences'] {
  return {
    quietness: settings['completion.quietness'],
    maxWords: settings['completion.maxWords'],
    stopAt: settings['completion.stopAt'],
  };
}
