import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { failureLogger } from '../../common/failureLogger.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showOff } from '../../host/messages.js';
import type { Pauses } from '../../host/pauses.js';
import { onDidChangeSettings, readSettings, writeSetting } from '../../host/settings.js';
import type { SurprisalRatings } from '../../sessions/surprisal/surprisalRatings.js';
import { isSurprisalHidden } from '../../sessions/surprisal/visibleSurprisal.js';
import { SurprisalMarks } from './surprisalMarks.js';
import { registerSurprisalTable } from './registerSurprisalTable.js';

export interface SurprisalDependencies {
  readonly ratings: SurprisalRatings;
  readonly clock: Clock;
  readonly log: Log;
  /** Files and folders that are off have no marks. */
  readonly pauses: Pick<Pauses, 'of' | 'onDidChange'>;
  /** The address of the document whose words are marked for a label: it has no other marks meanwhile. */
  readonly labelMarks: Latest<string | undefined>;
}

/** Surprisal in the text itself. Nothing is followed and nothing is rated while it is hidden or Cloze is off. */
export function registerSurprisal({ ratings, clock, log, pauses, labelMarks }: SurprisalDependencies): Disposable {
  const store = new DisposableStore();
  let whileShown = new DisposableStore();
  store.add({ dispose: () => whileShown.dispose() });
  const isHidden = (document: string): boolean => isSurprisalHidden(document, labelMarks.value, pauses.of(document)?.kind);
  const onFailure = failureLogger('No surprisal', (line) => log.write('warn', line));
  const apply = (): void => {
    whileShown.dispose();
    whileShown = new DisposableStore();
    const settings = readSettings();
    ratings.useModel(settings.model);
    if (!settings.enable || !settings['surprisal.show']) return;
    const marks = whileShown.add(new SurprisalMarks(ratings, clock, onFailure, isHidden));
    whileShown.add(pauses.onDidChange(() => marks.refresh()));
    whileShown.add(labelMarks.onDidChange(() => marks.refresh()));
  };
  store.add(onDidChangeSettings(apply));
  store.add(
    vscode.commands.registerCommand(commands.toggleSurprisal, async () => {
      labelMarks.value = undefined;
      await toggle();
    }),
  );
  store.add(registerSurprisalTable(ratings, log));
  apply();
  return store;
}

async function toggle(): Promise<void> {
  const settings = readSettings();
  if (settings.enable) await writeSetting('surprisal.show', !settings['surprisal.show']);
  else await showOff();
}
