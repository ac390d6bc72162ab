import { probe } from './runtime/device/probe.js';
import type { ProbeAnswer, ProbeQuestion } from './runtime/device/tryDevice.js';

/** The throw-away process that tries a device: one question in, one answer out. */
process.once('message', (question: ProbeQuestion) => {
  void answer(question).then((message) => process.send?.(message, () => process.exit(0)));
});

async function answer({ device, size, threads, folder }: ProbeQuestion): Promise<ProbeAnswer> {
  try {
    return { report: await probe(device, size, threads, folder) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
