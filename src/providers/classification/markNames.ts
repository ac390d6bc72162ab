import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import type { FindLabelsRequest } from '../../common/methods/classification.js';
import { showBriefly } from '../../host/messages.js';
import { findNames } from '../../sessions/classification/findNames.js';
import type { LabelTable } from '../../sessions/classification/labelTable.js';
import type { ManyTextsSession } from '../../sessions/classification/manyTexts.js';
import type { LabelTableView } from './labelTableView.js';
import type { NameMarks } from './nameMarks.js';
import { sessionText } from './sessionText.js';
import { whileClassifying } from './whileClassifying.js';

interface NameViews {
  readonly engine: EngineApi;
  readonly many: ManyTextsSession;
  readonly table: LabelTable;
  readonly view: LabelTableView;
  readonly names: NameMarks;
}

/** "Cloze: Find Named Entities": marks them in the document, and lists them in the table. */
export async function markNames(
  document: vscode.TextDocument,
  finder: FindLabelsRequest['classifier'],
  { engine, many, table, view, names }: NameViews,
): Promise<void> {
  const result = await whileClassifying((_, token) => findNames(sessionText(document), finder, engine, token));
  if (result === undefined) {
    showBriefly(vscode.l10n.t('The text has changed since, so nothing was done.'));
    return;
  }
  names.show(document, result.found);
  many.clear();
  table.start(result.labels);
  table.add(result.rows);
  if (result.found.length === 0) showBriefly(vscode.l10n.t('No named entities were found.'));
  else await view.reveal();
}
