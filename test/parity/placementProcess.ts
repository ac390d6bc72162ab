import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { devices } from '../../src/common/devices.js';
import { readsSequences } from '../../src/engine/graph/architectures/encoderRegistry.js';
import { openCausalGraph, openEncoderGraph } from '../../src/engine/graph/graphCache.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import { golden } from '../util/golden.js';
import { mark, type PlacedGraph } from './placement.js';

/** A process that opens graphs one after the other, with ONNX Runtime's log on stderr. usage: placementProcess.ts JSON */
const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
for (const graph of JSON.parse(process.argv[2] ?? '[]') as readonly PlacedGraph[]) await open(graph);
await rm(folder, { recursive: true });
process.exit(0);

async function open({ name, device, precision, numbers }: PlacedGraph): Promise<void> {
  const checkpoint = await openCheckpoint(golden(name).folder);
  const target = { device, numbers };
  const load = async (path: string): Promise<void> => {
    console.error(`${mark}${name}`);
    const executionProviders = [devices[device].provider];
    const session = await InferenceSession.create(path, { executionProviders, logSeverityLevel: 0, logVerbosityLevel: 1 });
    await session.release();
  };
  await (readsSequences(checkpoint)
    ? openEncoderGraph(checkpoint, { kind: 'encoder', precision, target, output: 'answers' }, { folder }, load)
    : openCausalGraph(checkpoint, { precision, target, output: 'distribution' }, { folder }, load));
  await checkpoint.close();
}
