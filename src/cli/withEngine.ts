import type { EngineInit } from '../common/methods/lifecycle.js';
import type { EngineApi } from '../common/engineApi.js';
import type { LoadedEncoder } from '../engine/features/loadedEncoder.js';
import type { LoadedModel } from '../engine/features/loadedModel.js';
import { modelStatus } from '../common/modelStatus.js';
import type { Precision } from '../engine/graph/graphContext.js';
import { modelKeys } from '../engine/modelKeys.js';
import { type LoadedModels, openModel } from '../engine/openModel.js';
import type { ModelKey } from '../engine/runtime/pool/modelPool.js';
import type { Log } from '../engine/log.js';
import type { Arguments } from './arguments.js';
import { engineInit } from './engineChoices.js';
import type { Terminal } from './terminal.js';

/** Runs `work` with an engine of the terminal's, as the options say it should be, and frees it afterwards. */
export async function withEngine<T>(args: Arguments, terminal: Terminal, work: (engine: EngineApi) => Promise<T>): Promise<T> {
  const { init, precision } = await engineChoices(args, terminal);
  const said: string[] = [];
  const engine = terminal.createEngine(init, { precision, log: logTo(terminal, said), now: () => performance.now() });
  try {
    const result = await work(engine);
    // Who asked for a device should know that another one did the work.
    const { device, deviceNote } = modelStatus(await engine.status(), 'causal') ?? {};
    const isWanted = init.device === 'auto' || device?.kind === init.device;
    if (!isWanted && deviceNote !== undefined && !said.includes(deviceNote)) terminal.writeMessage(`cloze: ${deviceNote}\n`);
    return result;
  } finally {
    await engine.dispose();
  }
}

/** Runs `work` with the causal model itself, for measures that the engine's contract has no word for, and frees it afterwards. */
export function withModel<T>(args: Arguments, terminal: Terminal, work: (model: LoadedModel) => Promise<T>): Promise<T> {
  return withLoaded('causal', args, terminal, work);
}

/** The same with the encoder. */
export function withEncoder<T>(args: Arguments, terminal: Terminal, work: (model: LoadedEncoder) => Promise<T>): Promise<T> {
  return withLoaded('encoder', args, terminal, work);
}

async function withLoaded<R extends 'causal' | 'encoder', T>(
  role: R,
  args: Arguments,
  terminal: Terminal,
  work: (model: LoadedModels[R]) => Promise<T>,
): Promise<T> {
  const { init, precision } = await engineChoices(args, terminal);
  const model = await openModel<R>(modelKeys(init, precision)[role] as ModelKey<R>, { ...init, log: logTo(terminal) });
  try {
    return await work(model);
  } finally {
    await model.dispose();
  }
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

async function engineChoices(args: Arguments, terminal: Terminal): Promise<{ init: EngineInit; precision: Precision | undefined }> {
  const precision = args.choice<Precision | 'auto'>('precision', ['auto', 'float32', 'int8', 'int4']) ?? 'auto';
  return { init: await engineInit(args, terminal), precision: precision === 'auto' ? undefined : precision };
}
