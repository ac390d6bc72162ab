import * as vscode from 'vscode';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import { showBriefly } from '../../host/messages.js';
import type { ChosenClassifier } from '../../sessions/classification/classifierChoice.js';
import type { RangeClassification } from '../../sessions/classification/rangeClassification.js';
import { sessionText } from './sessionText.js';
import { whileClassifying } from './whileClassifying.js';
import type { WhyMarks } from './whyMarks.js';

/** Where it is shown what a piece of a document is. */
interface RangeViews {
  readonly ranges: RangeClassification;
  readonly why: WhyMarks;
  readonly classes: Latest<ClassesRecord | undefined>;
}

/** Classifies a piece of a document: its labels are shown in the panel, and the words that moved the decision are marked. */
export async function classifyRange(
  { editor: { document }, range }: { readonly editor: vscode.TextEditor; readonly range: vscode.Range },
  chosen: ChosenClassifier,
  { ranges, why, classes }: RangeViews,
): Promise<void> {
  await vscode.commands.executeCommand(commands.showProbabilities, 'classes');
  const now = sessionText(document);
  const [start, end] = [plainOffset(document, range.start), plainOffset(document, range.end)];
  const piece = { document: { ...now, text: plainText(now.text) }, start, end };
  await whileClassifying((_, token) =>
    ranges.classify(
      piece,
      chosen,
      ({ record, marks }) => {
        if (record === undefined) showBriefly(vscode.l10n.t('There are no words to classify here.'));
        else if (marks !== undefined) why.show(document, marks);
        classes.value = record;
      },
      token,
    ),
  );
}
