import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../../../src/common/clozeError.js';
import type { Progress } from '../../../../../../src/common/methods/progress.js';
import type { TrainClassifierResult } from '../../../../../../src/common/methods/training.js';
import { classify } from '../../../../../../src/engine/features/classification/classify.js';
import { LowerStateStore } from '../../../../../../src/engine/features/classification/training/deep/lowerStates.js';
import { trainClassifier } from '../../../../../../src/engine/features/classification/training/trainClassifier.js';
import type { TrainingContext } from '../../../../../../src/engine/features/classification/training/trainingContext.js';
import type { LoadedEncoder } from '../../../../../../src/engine/features/loadedEncoder.js';
import { forgetName, temporaryName } from '../../../../../../src/engine/temporaryName.js';
import type { TrainingModel } from '../../../../../../src/engine/training/trainingModel.js';
import type { UpperModels } from '../../../../../../src/engine/training/upperModels.js';
import { leaseOf } from '../../../../../util/leaseOf.js';
import { tinyEncoder } from '../../pairs/tinyEncoder.js';
import { examples, request, tinyContext, two } from './tinyTraining.js';

let folder: string;
let encoder: LoadedEncoder;
let context: TrainingContext;
let whole: TrainClassifierResult;
/** So few that none is held out: one training, of some thirty steps. */
const few = { ...request, examples: examples.slice(0, 17) };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  encoder = await tinyEncoder('bert-masked-lm', folder);
  context = tinyContext(encoder, folder);
  whole = await trainClassifier(few, context);
});
afterAll(async () => {
  await encoder.dispose();
  await rm(folder, { recursive: true });
});

function factorsOf({ head }: TrainClassifierResult): unknown {
  return head.features[0]?.adapter?.hash;
}

/** A context whose work is ended when some progress is told, as by the end of the process. */
function endedWhen(when: (progress: Progress) => boolean): TrainingContext {
  const stop = new CancellationSource();
  return {
    ...context,
    cancel: stop.token,
    report: (progress) => {
      if (when(progress)) stop.cancel();
    },
    encoder: {
      model: () => Promise.resolve(encoder),
      turn: (work) => (stop.token.isCancellationRequested ? Promise.reject(cancelledError()) : work(encoder, stop.token)),
    },
  };
}

describe('Deep training that is ended', () => {
  test.each<[string, (progress: Progress) => boolean]>([
    ['while texts are read', ({ phase }) => phase === 'reading'],
    ['in its first step', ({ phase, done }) => phase === 'training' && done === 1],
    ['in the middle of a part', ({ phase, done }) => phase === 'training' && done === 17],
    ['just after its state was written', ({ phase, done }) => phase === 'training' && done === 20],
    ['in its last step', ({ phase, done, total }) => phase === 'training' && done === total],
  ])('%s gives the same classifier when it is started again', async (_, when) => {
    await expect(trainClassifier(few, endedWhen(when))).rejects.toMatchObject({ code: 'cancelled' });
    expect(factorsOf(await trainClassifier(few, context))).toBe(factorsOf(whole));
    expect(await readdir(context.trainingFolder)).toEqual([]);
  });

  test('by a kill leaves nothing that stays for good', async () => {
    const name = temporaryName('part');
    forgetName(name);
    await mkdir(context.trainingFolder, { recursive: true });
    await writeFile(join(context.trainingFolder, name), 'states');
    await trainClassifier({ ...request, examples: two }, context);
    expect(await readdir(context.trainingFolder)).toEqual([]);
  });
});

describe('Deep training', () => {
  test.each([
    ['one label alone', examples.map(({ text }) => ({ text, label: 'a' })), 'A classifier needs examples of two labels at least.'],
    ['50,000 labels', Array.from({ length: 50_000 }, (_, at) => ({ text: `boat ${at}`, label: `${at}` })), 'Is that the right column?'],
    [
      'rows that all contradict each other',
      two.flatMap(({ text }) => ['a', 'b'].map((label) => ({ text, label }))),
      '2 texts have different labels in different rows',
    ],
    [
      'rows of which those that do not contradict have one label',
      [{ text: 'the harbour', label: 'b' }, ...['a', 'b'].map((label) => ({ text: 'two boats', label }))],
      'there are only examples of "b" beside',
    ],
  ])('is refused for %s, before anything is read', async (_, given, message) => {
    const read = endedWhen(() => true);
    await expect(trainClassifier({ ...request, examples: given }, read)).rejects.toThrow(message);
  });

  test('leaves out rows that contradict each other, and names them', async () => {
    const more = [...few.examples, ...['a', 'b'].map((label) => ({ text: 'a boat', label }))];
    const { report, head } = await trainClassifier({ ...request, examples: more }, context);
    expect(report.contradicting).toEqual(['a boat']);
    expect(head.features).toEqual(whole.head.features);
  });

  test('learns texts that are longer than the window of the model, and labels them', async () => {
    const long = two.map(({ text, label }) => ({ text: `${text} `.repeat(60), label }));
    const { head } = await trainClassifier({ ...request, examples: long }, context);
    const { texts } = await classify(
      { texts: long.map(({ text }) => text), classifier: { kind: 'head', head }, multiLabel: false, why: false },
      context,
    );
    expect(texts.map(({ probabilities }) => ((probabilities[0] ?? 0) > 0.5 ? 'a' : 'b'))).toEqual(['a', 'b']);
  });

  test('that comes to a loss that is no number keeps the last good state and says why', async () => {
    let steps = 0;
    const step: TrainingModel['step'] = () => Promise.resolve({ loss: ++steps > 3 ? NaN : 1, gradients: new Map() });
    const upper = Object.create(encoder.upper, {
      training: {
        async value(...args: Parameters<UpperModels['training']>) {
          return { ...(await encoder.upper.training(...args)), step };
        },
      },
    }) as UpperModels;
    const { head, report } = await trainClassifier({ ...request, examples: two }, { ...context, encoder: leaseOf({ ...encoder, upper }) });
    expect(report.depth?.note).toContain(
      'Training was stopped after 3 steps because the loss was no number; the last good state was kept.',
    );
    expect(head.training.deep?.steps).toBe(3);
  });

  test('goes on where the disk is full: what it cannot keep it computes again', async () => {
    await writeFile(join(folder, 'full'), '');
    const states = new LowerStateStore(context.encoder, 1, join(folder, 'full'), undefined, 0);
    const first = await states.states(['the harbour was quiet', 'two boats']);
    expect(await states.states(['two boats'])).toEqual([first[1]]);
    await states.dispose();
  });
});
