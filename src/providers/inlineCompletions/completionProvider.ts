import * as vscode from 'vscode';
import type { RecommendedModel } from '../../common/catalogueChoice.js';
import { languageName, spokenLanguageName } from '../../host/languageName.js';
import { showBriefly, showLack } from '../../host/messages.js';
import { type Settings, settingDefinitions } from '../../common/settings/settingDefinitions.js';
import { readSettings } from '../../host/settings.js';
import type { Preferences } from '../../sessions/completion/completionSession.js';
import type { Item, SelectedItem } from '../../sessions/completion/items.js';
import { nothingFoundText, type Reason } from '../../sessions/completion/nothingFound.js';
import type { CompletionTriggers, Cursor, TriggerMessages } from '../../sessions/completion/triggers.js';
import { languageHint, type LanguageHint } from '../../sessions/writing/languageHint.js';
import { placeIn } from './documentAccess.js';
import type { SecondRequest } from '../../sessions/completion/secondRequest.js';

/** Translates between the editor and the decisions about its triggers. */
export class CompletionProvider implements vscode.InlineCompletionItemProvider {
  constructor(
    private readonly triggers: CompletionTriggers,
    /** Whether there are no automatic completions in a document, for example on battery. */
    private readonly isPaused: (document: vscode.TextDocument) => boolean,
    private readonly secondRequest: SecondRequest,
    /** The models that Cloze recommends. */
    private readonly recommended: () => Promise<readonly RecommendedModel[]>,
  ) {}

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[] | undefined> {
    const settings = readSettings(document);
    const trigger = {
      explicit: triggerKind === vscode.InlineCompletionTriggerKind.Invoke && !this.secondRequest.take(),
      isPaused: this.isPaused(document),
      cursors: () => cursorsAt(document, position),
      place: () => placeIn(document, position, settings),
      preferences: preferences(settings),
      selected: selectedCompletionInfo && selectedItem(document, position, selectedCompletionInfo),
      // What languages a model of one's own has learned is not known.
      knowsOnlyEnglish: settings.model === settingDefinitions.model.default,
    };
    const items = await this.triggers.itemsFor(trigger, messagesFor(document, this.recommended), token);
    return items?.map((item) => itemAt(position, item));
  }
}

/** Says in the status bar why there is no completion. */
export function showNothingFound(reason: Reason, { languageId }: vscode.TextDocument): void {
  showBriefly(nothingFoundText(reason, languageName(languageId), vscode.l10n.t));
}

function messagesFor(document: vscode.TextDocument, recommended: () => Promise<readonly RecommendedModel[]>): TriggerMessages {
  return {
    nothingFound: (reason) => showNothingFound(reason, document),
    onlyEnglish: (text) => void tellOnlyEnglish(text, recommended),
  };
}

async function tellOnlyEnglish(text: string, recommended: () => Promise<readonly RecommendedModel[]>): Promise<void> {
  // The notice is of use without the hint.
  const hint = languageHint(await recommended().catch(() => []), 'completion', text);
  await showLack(hint === undefined ? onlyEnglish() : onlyEnglishBut(hint), 'completion');
}

function onlyEnglish(): string {
  return vscode.l10n.t(
    'The built-in language model knows only English, so Cloze suggests nothing on its own in other languages. It does when you ask, or with a model of your own.',
  );
}

function onlyEnglishBut({ language, model }: LanguageHint): string {
  return vscode.l10n.t(
    'The built-in language model knows only English, so Cloze suggests nothing on its own in other languages. For {0} there is {1}.',
    spokenLanguageName(language),
    model,
  );
}

function itemAt(position: vscode.Position, { text, replaces }: Item): vscode.InlineCompletionItem {
  return new vscode.InlineCompletionItem(text, new vscode.Range(position.translate(0, -replaces), position));
}

/** The cursors of the editor that shows a document with a cursor at this position. */
function cursorsAt(document: vscode.TextDocument, position: vscode.Position): Cursor[] {
  const editor = vscode.window.visibleTextEditors.find(
    (candidate) => candidate.document === document && candidate.selection.active.isEqual(position),
  );
  return (editor?.selections ?? []).map(({ active, isEmpty }) => {
    const line = document.lineAt(active).text;
    return { before: line.slice(0, active.character), after: line.slice(active.character), hasSelection: !isEmpty };
  });
}

function selectedItem(
  document: vscode.TextDocument,
  position: vscode.Position,
  { range, text }: vscode.SelectedCompletionInfo,
): SelectedItem | 'elsewhere' {
  if (!range.end.isEqual(position) || !range.isSingleLine) return 'elsewhere';
  return { replaces: document.getText(range), text };
}

function preferences(settings: Settings): Preferences {
  return {
    quietness: settings['completion.quietness'],
    maxWords: settings['completion.maxWords'],
    stopAt: settings['completion.stopAt'],
  };
}
