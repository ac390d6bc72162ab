import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showOff, showOutcome } from '../../host/messages.js';
import { readSettings } from '../../host/settings.js';
import { showFailures } from '../../host/showFailures.js';
import { nothingFoundText, type Refusal } from '../../sessions/completion/nothingFound.js';
import type { Place } from '../../sessions/completion/place.js';
import type { Proposals } from '../../sessions/proposals/proposals.js';
import { continueParagraph } from '../../sessions/writing/continueParagraph.js';
import type { WritingRuns } from './writingRuns.js';

export interface WritingDependencies {
  readonly engine: Pick<EngineApi, 'complete'>;
  readonly proposals: Pick<Proposals, 'begin'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly runs: WritingRuns;
  /** The place of a cursor, or why nothing is written there. */
  readonly placeOf: (document: vscode.TextDocument, position: vscode.Position) => Place | Refusal;
}

/** "Continue for a Paragraph": the model writes on at the cursor, in a comparison that is accepted or discarded. */
export function registerWriting({ engine, proposals, clock, log, runs, placeOf }: WritingDependencies): Disposable {
  let seed = 0;
  const write = async ({ document, selection }: vscode.TextEditor): Promise<string | undefined> => {
    const place = placeOf(document, selection.active);
    if (typeof place === 'string') return nothingFoundText(place, document.languageId, vscode.l10n.t);
    const where = {
      uri: document.uri.toString(),
      source: plainText(document.getText()),
      offset: plainOffset(document, selection.active),
      context: place.context(),
    };
    const tools = { engine, proposals, clock, t: vscode.l10n.t, seed: ++seed };
    return runs.run(vscode.l10n.t('Cloze: writing a paragraph'), (token) => continueParagraph(where, tools, token));
  };
  return vscode.commands.registerCommand(commands.continueParagraph, async () => {
    const editor = vscode.window.activeTextEditor;
    if (!readSettings(editor?.document).enable) {
      await showOff();
      return;
    }
    const openFirst = vscode.l10n.t('Open a document first: the model continues its text at the cursor.');
    const why = await showFailures(log, () => (editor === undefined ? Promise.resolve(openFirst) : write(editor)));
    if (why !== undefined) showOutcome(why);
  });
}
