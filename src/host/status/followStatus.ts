import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { CompletionRecord } from '../../common/completionRecord.js';
import type { EngineControl } from '../engineControl.js';
import { languageMode } from '../../common/settings/languageMode.js';
import { languageName } from '../languageName.js';
import { Latest } from '../latest.js';
import { onDidChangeSettings, readSettings } from '../settings.js';
import { folderName, type Pauses } from '../pauses.js';
import type { DelayedSignal } from '../../common/delayedSignal.js';
import type { ServerFacts } from '../servers/serverDesk.js';
import type { StatusFacts } from './statusFacts.js';

export interface StatusSources {
  readonly control: EngineControl;
  readonly onBattery: Latest<boolean>;
  readonly pauses: Pauses;
  readonly thinking: DelayedSignal;
  readonly lastCompletion: Latest<CompletionRecord | undefined>;
  readonly servers: Latest<ServerFacts>;
}

/** Brings all that the status bar shows together, whenever some of it changes. */
export function followStatus(sources: StatusSources): { readonly facts: Latest<StatusFacts> } & Disposable {
  const store = new DisposableStore();
  const facts = store.add(new Latest(read(sources)));
  const update = (): void => {
    facts.value = read(sources);
  };
  store.add(sources.control.onDidChangeState(update));
  store.add(sources.onBattery.onDidChange(update));
  store.add(sources.thinking.onDidChange(update));
  store.add(sources.pauses.onDidChange(update));
  store.add(sources.lastCompletion.onDidChange(update));
  store.add(sources.servers.onDidChange(update));
  store.add(onDidChangeSettings(update));
  store.add(vscode.window.onDidChangeActiveTextEditor(update));
  return { facts, dispose: () => store.dispose() };
}

function read({ control, onBattery, pauses, thinking, lastCompletion, servers }: StatusSources): StatusFacts {
  const document = vscode.window.activeTextEditor?.document;
  const languageId = document?.languageId;
  const pause = pauses.of(document?.uri.toString());
  return {
    engine: control.state,
    onBattery: onBattery.value,
    thinking: thinking.value,
    servers: servers.value,
    ...(languageId !== undefined && {
      language: { name: languageName(languageId), mode: languageMode(readSettings()['completion.languages'], languageId) },
    }),
    ...(pause !== undefined && { pause }),
    ...(document !== undefined && { document: placeOf(document) }),
    ...(lastCompletion.value !== undefined && { lastLatencyMs: lastCompletion.value.latencyMs }),
  };
}

/** A document without a file has no folder. */
function placeOf({ uri, isUntitled }: vscode.TextDocument): NonNullable<StatusFacts['document']> {
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const folder = uri.toString().slice(0, uri.toString().lastIndexOf('/'));
  return { file, ...(!isUntitled && folderName(folder) !== '' && { folder: folderName(folder) }) };
}
