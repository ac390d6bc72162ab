import * as vscode from 'vscode';
import type { Clock } from '../../common/clock.js';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Latest } from '../../host/latest.js';
import type { Log } from '../../host/log.js';
import { showOff } from '../../host/messages.js';
import type { Pauses } from '../../host/pauses.js';
import { onDidChangeSettings, readSettings, writeSetting } from '../../host/settings.js';
import { SurprisalMarks } from './surprisalMarks.js';
import type { SurprisalRatings } from '../../sessions/surprisal/surprisalRatings.js';
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
  let used = usedModel();
  const isHidden = ({ uri }: vscode.TextDocument): boolean => {
    const pause = pauses.of(uri.toString());
    return uri.toString() === labelMarks.value || pause?.kind === 'file' || pause?.kind === 'folder';
  };
  const apply = (): void => {
    const model = usedModel();
    if (model !== used) ratings.clear();
    used = model;
    whileShown.dispose();
    whileShown = new DisposableStore();
    const settings = readSettings();
    if (!settings.enable || !settings['surprisal.show']) return;
    const marks = whileShown.add(new SurprisalMarks(ratings, clock, failureLogger(log), isHidden));
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

/** What ratings depend on beside the text. */
function usedModel(): string {
  return readSettings().model;
}

/** What a person must know is shown where the state of the engine changes; the log has the rest. */
function failureLogger(log: Log): (error: unknown) => void {
  return (error) => {
    if (isCancelled(error) || (error instanceof ClozeError && error.code === 'engine-closed')) return;
    log.write('warn', `No surprisal: ${error instanceof Error ? error.message : String(error)}`);
  };
}
