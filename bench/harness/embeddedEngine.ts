import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineApi } from '../../src/common/engineApi.js';
import { createEngine } from '../../src/engine/engine.js';

/** Lets the embedded models answer in this process, on the processor, and ends them. */
export async function withEmbeddedEngine(encoderModel: string, use: (engine: EngineApi) => Promise<void>): Promise<void> {
  const init = {
    modelFolders: [path.resolve('models')],
    cacheFolder: path.join(tmpdir(), 'cloze-fit'),
    causalModel: 'smollm2-135m-instruct',
    encoderModel,
    device: 'cpu',
    threads: 0,
  } as const;
  const engine = createEngine(init, { log: () => undefined, now: () => performance.now() });
  try {
    await use(engine);
  } finally {
    await engine.dispose();
  }
}
