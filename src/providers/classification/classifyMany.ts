import * as vscode from 'vscode';
import type { Log } from '../../host/log.js';
import { showBriefly, showWithHelp } from '../../host/messages.js';
import { showFailures, tellFailure } from '../../host/showFailures.js';
import type { ChosenClassifier } from '../../sessions/classification/classifierChoice.js';
import type { LabelTable } from '../../sessions/classification/labelTable.js';
import type { ManyTexts, ManyTextsSession, NextStep } from '../../sessions/classification/manyTexts.js';
import type { LabelTableView } from './labelTableView.js';
import { whileClassifying } from './whileClassifying.js';

interface ManyViews {
  readonly many: ManyTextsSession;
  readonly table: LabelTable;
  readonly view: LabelTableView;
  /** Asks where to save the table; returns whether it was saved. */
  readonly save: () => Promise<boolean>;
  readonly log: Log;
}

/** Labels those of the texts that are not done yet, shows the table, and offers what can be done next. */
export async function classifyMany(texts: ManyTexts, chosen: ChosenClassifier, views: ManyViews): Promise<void> {
  const { many, table, view, log } = views;
  const { error, note, next } = await whileClassifying((tell, token) => many.label(texts, chosen, tell, token));
  if (error !== undefined) tellFailure(log, error);
  if (note !== undefined) showBriefly(note);
  if (table.rows.length > 0) await view.reveal();
  for (const { message, action } of next) {
    const run = (): Promise<void> => showFailures(log, () => resume(action, texts, chosen, views));
    void showWithHelp(message, { title: titleOf(action), run });
  }
}

async function resume(action: NextStep['action'], texts: ManyTexts, chosen: ChosenClassifier, views: ManyViews): Promise<void> {
  const { many, table, save } = views;
  // Once the table holds other labels, there is nothing to save, and it begins again.
  if (action === 'export-and-go-on' && many.holds(texts)) {
    table.only = undefined;
    if (!(await save())) return;
    many.startNext();
  }
  await classifyMany(texts, chosen, views);
}

function titleOf(action: NextStep['action']): string {
  switch (action) {
    case 'go-on':
      return vscode.l10n.t('Go On');
    case 'export-and-go-on':
      return vscode.l10n.t('Export and Go On');
    case 'try-again':
      return vscode.l10n.t('Try Again');
  }
}
