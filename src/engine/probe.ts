import { openCheckpoint } from './models/openCheckpoint.js';
import { trial } from './runtime/device/trial.js';
import type { TrialAnswer, TrialQuestion } from './runtime/device/tryDevice.js';

/** The throw-away process that tries a device: one question in, one answer out. */
process.once('message', (question: TrialQuestion) => {
  void answer(question).then((message) => process.send?.(message, () => process.exit(0)));
});

async function answer({ model, modelFolders, folder, ...subject }: TrialQuestion): Promise<TrialAnswer> {
  try {
    const checkpoint = await openCheckpoint(model, modelFolders);
    return { report: await trial(checkpoint, subject, folder) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
