import path from 'node:path';
import { EngineProcess } from '../../src/backend/engineProcess.js';
import { ClozeError } from '../../src/common/clozeError.js';
import { bundleAll } from '../../scripts/packaging/bundle.js';
import type { BenchContext } from './measure.js';

let bundled: Promise<unknown> | undefined;

/**
 * Starts the engine as the editor does: the bundle in a process of its own, with the contract on a channel. Returns once it answers; the
 * model is not loaded yet.
 */
export async function startEngine(context: BenchContext, cacheFolder = context.cacheFolder): Promise<EngineProcess> {
  bundled ??= bundleAll({ production: false });
  await bundled;
  const engine = new EngineProcess(path.join(context.root, 'dist', 'engine.js'), (level, message) => {
    if (level === 'error' || level === 'warn') context.log(message);
  });
  const { root, model, threads } = context;
  await engine.client.initialize({ modelFolders: [path.join(root, 'models')], cacheFolder, causalModel: model, device: 'cpu', threads });
  return engine;
}

export async function stopEngine(engine: EngineProcess): Promise<void> {
  await engine.stop(new ClozeError({ code: 'engine-closed', message: 'The measurement is over.' }));
}
