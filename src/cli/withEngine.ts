import type { EngineInit, ModelRole } from '../common/methods/lifecycle.js';
import type { EngineApi } from '../common/engineApi.js';
import type { LearnedResult } from '../common/methods/manuscript.js';
import { learned } from '../engine/features/learn/learnedSummary.js';
import { WritersModel } from '../engine/features/learn/writersModel.js';
import type { LoadedEncoder } from '../engine/features/loadedEncoder.js';
import type { LoadedModel } from '../engine/features/loadedModel.js';
import { styleText } from '../report/manuscript/styleText.js';
import { modelStatus } from '../common/modelStatus.js';
import type { Precision } from '../engine/graph/graphContext.js';
import { modelKeys } from '../engine/modelKeys.js';
import { type LoadedModels, openModel } from '../engine/openModel.js';
import type { ModelKey, Openers } from '../engine/runtime/pool/modelPool.js';
import type { Checkpoint } from '../engine/models/checkpoint.js';
import { openServerEncoder } from '../remote/openServerEncoder.js';
import { openFirstServer } from '../remote/openServerModel.js';
import type { Building } from '../engine/graph/building.js';
import type { Log } from '../engine/log.js';
import type { Arguments } from './arguments.js';
import { type CausalJob, engineInit } from './engineChoices.js';
import { PreparingLine } from './preparingLine.js';
import type { Terminal } from './terminal.js';
import { usageError } from './usageError.js';

/**
 * Runs `work` with an engine of the terminal's, as the options say it should be, and frees it afterwards.
 * @param job what its causal model is for
 */
export async function withEngine<T>(
  args: Arguments,
  terminal: Terminal,
  work: (engine: EngineApi, init: EngineInit) => Promise<T>,
  job?: CausalJob,
): Promise<T> {
  const { init, precision } = await engineChoices(args, terminal, job);
  const said: string[] = [];
  const log = logTo(terminal, said);
  const openers = openersOf(args, terminal, init, log);
  const engine = terminal.createEngine(init, { precision, log, now: () => performance.now(), ...(openers && { openers }) });
  const preparing = new PreparingLine(terminal);
  const follow = engine.onDidChangeStatus(({ models }) => {
    preparing.show(models.find(({ building }) => building !== undefined)?.building);
  });
  try {
    if (init.learnedFolder !== undefined) checkLearned(await engine.learned({ folder: init.learnedFolder }, terminal.cancel), args);
    const result = await work(engine, init);
    // Who asked for a device should know that another one did the work.
    const { device, deviceNote } = modelStatus(await engine.status(), 'causal') ?? {};
    const isWanted = init.device === 'auto' || device?.kind === init.device;
    if (!isWanted && deviceNote !== undefined && !said.includes(deviceNote)) terminal.writeMessage(`cloze: ${deviceNote}\n`);
    return result;
  } finally {
    follow.dispose();
    preparing.show(undefined);
    await engine.dispose();
  }
}

/** Runs `work` with the causal model itself, for measures that the engine's contract has no word for, and frees it afterwards. */
export function withModel<T>(args: Arguments, terminal: Terminal, work: (model: LoadedModel) => Promise<T>): Promise<T> {
  return withLoaded('causal', args, terminal, async (model, { learnedFolder: folder }) => {
    if (folder === undefined) return work(model);
    checkLearned(await learned({ folder }, { model: () => Promise.resolve(model) }, terminal.cancel), args);
    return work(await new WritersModel(folder).of(model));
  });
}

/** The same with the encoder. */
export function withEncoder<T>(args: Arguments, terminal: Terminal, work: (model: LoadedEncoder) => Promise<T>): Promise<T> {
  return withLoaded('encoder', args, terminal, work);
}

async function withLoaded<R extends 'causal' | 'encoder', T>(
  role: R,
  args: Arguments,
  terminal: Terminal,
  work: (model: LoadedModels[R], init: EngineInit) => Promise<T>,
): Promise<T> {
  const { init, precision } = await engineChoices(args, terminal);
  const log = logTo(terminal);
  const preparing = new PreparingLine(terminal);
  const report = (building: Building): void => preparing.show(building);
  const open: (key: ModelKey<R>) => Promise<LoadedModels[R]> = (key) => {
    const openers = openersOf(args, terminal, init, log);
    return openers === undefined ? openModel<R>(key, { ...init, log, report }) : openers[role](key, report);
  };
  const model = await open(modelKeys(init, precision)[role] as ModelKey<R>).finally(() => preparing.show(undefined));
  try {
    return await work(model, init);
  } finally {
    await model.dispose();
  }
}

/** What opens the models where one of them is on a server; undefined where all are on this machine. */
function openersOf(args: Arguments, { env }: Terminal, init: EngineInit, log: Log): Openers<LoadedModels> | undefined {
  const [url, encoderUrl] = [args.text('server'), args.text('encoder-server')];
  if (url === undefined && encoderUrl === undefined) return undefined;
  const key = env.CLOZE_SERVER_KEY;
  const encoderElsewhere =
    encoderUrl === undefined
      ? undefined
      : (checkpoint: Checkpoint) => openServerEncoder(checkpoint, { url: encoderUrl, key, environment: env });
  const open = <M extends ModelRole>(asked: ModelKey<M>, report: (building: Building) => void): Promise<LoadedModels[M]> =>
    openModel(asked, { ...init, log, report, encoderElsewhere });
  const own = { key, model: args.text('server-model'), tokenizer: args.text('server-tokenizer') };
  const servers = url?.split(',').map((each) => ({ url: each.trim(), ...own }));
  const causal = servers === undefined ? open<'causal'> : () => openFirstServer(servers, { ...init, environment: env, log });
  return { causal, encoder: open, classifier: open };
}

/**
 * Failures reach a command as errors, and what it has to say it says itself; what was mended on the way only the log knows.
 * @param said gets what was written
 */
function logTo(terminal: Terminal, said: string[] = []): Log {
  return (level, message) => {
    if (level !== 'warn') return;
    said.push(message);
    terminal.writeMessage(`cloze: ${message}\n`);
  };
}

/** A folder that is named is to be used: where it cannot be, nothing is done without it. */
function checkLearned(found: LearnedResult, args: Arguments): void {
  const name = args.text('learned') ?? '';
  switch (found.state) {
    case 'ready':
      if (found.summary.adapterLack === undefined) return;
      throw usageError(`${styleText(found.summary).join(' ')} Learn into it again: cloze learn FILE… --with both --out ${name}`);
    case 'none':
      throw usageError(`Nothing was learned in ${name}. Learn into it first: cloze learn FILE… --out ${name}`);
    case 'damaged':
      throw usageError(`What was learned in ${name} is damaged. Learn it again: cloze learn FILE… --out ${name}`);
    case 'other-model':
      throw usageError(
        `What was learned in ${name} belongs to the model "${found.model}". Choose that model with --model, or learn again with this one.`,
      );
  }
}

async function engineChoices(
  args: Arguments,
  terminal: Terminal,
  job?: CausalJob,
): Promise<{ init: EngineInit; precision: Precision | undefined }> {
  const precision = args.choice<Precision | 'auto'>('precision', ['auto', 'float32', 'int8', 'int4']) ?? 'auto';
  return { init: await engineInit(args, terminal, job), precision: precision === 'auto' ? undefined : precision };
}
