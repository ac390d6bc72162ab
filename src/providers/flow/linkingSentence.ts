import * as vscode from 'vscode';
import type { EngineApi } from '../../common/engineApi.js';
import { plainText } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import type { ChosenPair } from './chosenPair.js';
import { rangeOf } from './flowRange.js';

/** Lets the causal model write a sentence between two, and offers the one that the second follows best, to be looked at first. */
export async function proposeLink(
  { document, check, first, second }: ChosenPair,
  engine: Pick<EngineApi, 'complete'>,
  token: vscode.CancellationToken,
): Promise<void> {
  const text = plainText(document.getText());
  const { blocks } = check.document;
  const start = blocks.find(({ sentences }) => sentences.includes(first))?.start ?? first.start;
  const { candidates } = await engine.complete(
    {
      context: { headings: [], before: `${text.slice(start, first.end)} `, after: text.slice(second.start, second.end) },
      maxTokens: 40,
      candidates: 4,
      stopAt: 'sentence',
      sampling: { temperature: 0.7, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed: 1 },
      alternatives: 0,
      minConfidence: 0,
    },
    token,
  );
  const whole = candidates.filter(({ text: sentence }) => /[.!?…]["'”’)]*\s*$/.test(sentence));
  const [best] = [...whole].sort((a, b) => (b.suffixLogprob ?? -Infinity) - (a.suffixLogprob ?? -Infinity));
  if (token.isCancellationRequested) return;
  if (best === undefined) {
    showBriefly(vscode.l10n.t('The model found no sentence that links the two.'));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, rangeOf(document, { start: first.end, end: first.end }).start, ` ${best.text.trim()}`, {
    needsConfirmation: true,
    label: vscode.l10n.t('Insert a linking sentence'),
    description: vscode.l10n.t('Written by the model. Read it before you take it.'),
  });
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}
