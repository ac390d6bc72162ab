import type * as vscode from 'vscode';
import type { PowerSupply } from './backend/power/powerSupply.js';
import { PowerWatch } from './backend/power/powerWatch.js';
import { systemClock } from './backend/systemClock.js';
import { DisposableStore } from './common/disposable.js';
import type { CompletionRecord } from './common/completionRecord.js';
import type { ClassesRecord } from './common/panelProtocol/classes.js';
import type { MaskedWordsRecord } from './common/panelProtocol/maskedWords.js';
import type { PairRecord } from './common/panelProtocol/pair.js';
import { cacheFolderOf, createEngine } from './host/createEngine.js';
import { storageKeys } from './host/ids.js';
import { WorkspaceStorage } from './host/kept/workspaceStorage.js';
import { learnedFolderOf } from './host/learnedFolder.js';
import { Latest } from './host/latest.js';
import { createLog } from './host/log.js';
import { offerMcpServer } from './host/mcpServer.js';
import { ModelTool } from './host/models/modelTool.js';
import { Pauses } from './host/pauses.js';
import { followBattery } from './host/power.js';
import { recommendedModels } from './host/recommendedModels.js';
import { reportFailures } from './host/reportFailures.js';
import { readSettings } from './host/settings.js';
import { DelayedSignal } from './common/delayedSignal.js';
import { Emitter } from './common/emitter.js';
import { ServerDesk } from './host/servers/serverDesk.js';
import { followStatus } from './host/status/followStatus.js';
import { registerTools } from './providers/agents/registerTools.js';
import { registerClassification } from './providers/classification/registerClassification.js';
import { registerEngineCommands } from './providers/commands/registerEngineCommands.js';
import { registerHelpCommands } from './providers/commands/registerHelpCommands.js';
import { registerPauseCommands } from './providers/commands/registerPauseCommands.js';
import { registerToggleCommands } from './providers/commands/registerToggleCommands.js';
import { registerFlow } from './providers/flow/registerFlow.js';
import { registerGettingStarted } from './providers/gettingStarted/registerGettingStarted.js';
import { placeIn } from './providers/inlineCompletions/documentAccess.js';
import { registerInlineCompletions } from './providers/inlineCompletions/registerInlineCompletions.js';
import { registerLabels } from './providers/labels/registerLabels.js';
import { registerManuscript } from './providers/manuscript/registerManuscript.js';
import { registerModels } from './providers/models/registerModels.js';
import { registerPanel } from './providers/panel/registerPanel.js';
import { registerProposals } from './providers/proposals/registerProposals.js';
import { registerServers } from './providers/servers/registerServers.js';
import { registerStatus } from './providers/status/registerStatus.js';
import { registerSurprisal } from './providers/surprisal/registerSurprisal.js';
import { ModelStore } from './sessions/models/modelStore.js';
import { SurprisalRatings } from './sessions/surprisal/surprisalRatings.js';
import { registerWhyCompletion } from './providers/whyCompletion/registerWhyCompletion.js';
import { registerWords } from './providers/words/registerWords.js';
import { registerInstructions } from './providers/writing/registerInstructions.js';
import { registerWriting } from './providers/writing/registerWriting.js';
import { WritingRuns } from './providers/writing/writingRuns.js';

/** A request that takes less is over before anybody wonders. */
const thinkingAfterMs = 300;

/** Builds the objects and hands them to the editor. The engine's process starts with the first need of it. */
export function activate(context: vscode.ExtensionContext): void {
  const store = new DisposableStore();
  context.subscriptions.push(store);
  const log = store.add(createLog());
  const storage = store.add(new WorkspaceStorage(context.workspaceState, context.globalState));
  const servers = store.add(new ServerDesk(context, storage, systemClock, log));
  const { engine, tables, control } = store.add(createEngine(context, systemClock, log, servers));
  const { onBattery } = store.add(followBattery(store.add(new PowerWatch(readPowerSupply, systemClock))));
  const pauses = store.add(
    new Pauses({
      storage: {
        read: () => storage.get(storageKeys.pauses),
        write: (value) => void storage.update(storageKeys.pauses, value),
      },
      date: () => Date.now(),
      clock: systemClock,
    }),
  );
  store.add(storage.onDidForget((key) => key === storageKeys.pauses && pauses.clear()));
  const isPaused = (document?: vscode.TextDocument): boolean => onBattery.value || pauses.of(document?.uri.toString()) !== undefined;
  const thinking = store.add(new DelayedSignal(thinkingAfterMs, systemClock));
  const lastCompletion = store.add(new Latest<CompletionRecord | undefined>(undefined));
  const maskedWords = store.add(new Latest<MaskedWordsRecord | undefined>(undefined));
  const pair = store.add(new Latest<PairRecord | undefined>(undefined));
  const classes = store.add(new Latest<ClassesRecord | undefined>(undefined));
  const labelMarks = store.add(new Latest<string | undefined>(undefined));
  const ratings = new SurprisalRatings(engine);
  const { facts } = store.add(followStatus({ control, onBattery, pauses, thinking, lastCompletion, servers: servers.facts }));

  store.add(reportFailures(control));
  store.add(registerStatus(facts));
  store.add(registerToggleCommands());
  store.add(registerServers({ desk: servers, secrets: () => context.secrets, log }));
  store.add(registerPauseCommands(pauses));
  store.add(registerHelpCommands(context.extensionUri));
  const unloaded = store.add(new Emitter<void>());
  const kept = { storage, cacheFolder: cacheFolderOf(context.globalStorageUri) };
  store.add(registerEngineCommands(control, log, kept, () => unloaded.fire()));
  const tool = store.add(new ModelTool(context, log));
  store.add(registerModels({ engine, store: new ModelStore(tool.run), tool, clock: systemClock, log }));
  store.add(registerGettingStarted(context.extensionUri));
  store.add(registerWhyCompletion(lastCompletion));
  const recommended = (): ReturnType<typeof recommendedModels> => recommendedModels(context.extensionUri);
  store.add(registerWords({ engine, maskedWords, log, recommended }));
  store.add(registerSurprisal({ ratings, clock: systemClock, log, pauses, labelMarks }));
  store.add(
    registerPanel({
      engine,
      rate: (piece, token) => ratings.rate(piece, token),
      onChoose: (kind) => kind !== 'classes' && (labelMarks.value = undefined),
      records: { completion: lastCompletion, maskedWords, pair, classes },
      clock: systemClock,
      log,
      extensionUri: context.extensionUri,
      storage,
    }),
  );
  const version = (context.extension.packageJSON as { version: string }).version;
  store.add(registerClassification({ engine, tables, classes, labelMarks, storage, clock: systemClock, log, version }));
  store.add(registerTools(engine, log));
  store.add(offerMcpServer(context, version));
  store.add(registerLabels({ engine, tables, clock: systemClock, log, isPaused, extensionUri: context.extensionUri }));
  store.add(registerManuscript({ engine, storage, clock: systemClock, log, folder: learnedFolderOf(context.storageUri), isPaused }));
  const { proposals } = store.add(registerProposals(log));
  const placeOf = (document: vscode.TextDocument, position: vscode.Position): ReturnType<typeof placeIn> =>
    placeIn(document, position, readSettings(document));
  const runs = store.add(new WritingRuns());
  store.add(registerWriting({ engine, proposals, clock: systemClock, log, runs, placeOf }));
  const serverWrites = (text: string): Promise<boolean> => servers.writes(text);
  store.add(registerInstructions({ engine, proposals, clock: systemClock, log, runs, serverWrites }));
  store.add(
    registerFlow({
      engine,
      clock: systemClock,
      log,
      storage,
      isPaused,
      pair,
      proposals,
      version,
    }),
  );
  store.add(
    registerInlineCompletions({
      engine,
      clock: systemClock,
      log,
      storage,
      isPaused,
      lastCompletion,
      recommended,
      onBusy: (busy) => (thinking.value = busy),
      onDidUnload: unloaded.event,
    }),
  );
}

/** Loaded with the first need, which only few have: activation has no time for it. */
async function readPowerSupply(): Promise<PowerSupply> {
  return (await import('./backend/power/readPowerSupply.js')).readPowerSupply();
}
