import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../../../src/common/cancellation.js';
import { cancelledError } from '../../../../../../src/common/clozeError.js';
import type { FeatureAdapter } from '../../../../../../src/common/classifierHead.js';
import type { Progress } from '../../../../../../src/common/methods/progress.js';
import type { TrainClassifierResult } from '../../../../../../src/common/methods/training.js';
import { classify } from '../../../../../../src/engine/features/classification/classify.js';
import { trainClassifier } from '../../../../../../src/engine/features/classification/training/trainClassifier.js';
import type { TrainingContext } from '../../../../../../src/engine/features/classification/training/trainingContext.js';
import type { LoadedEncoder } from '../../../../../../src/engine/features/loadedEncoder.js';
import type { FactorTensor } from '../../../../../../src/engine/graph/blocks/lowRankInputs.js';
import { storedAdapter } from '../../../../../../src/engine/training/storedAdapter.js';
import { headText, readHead } from '../../../../../../src/learning/heads/headFile.js';
import { saidLabels } from '../../../../../../src/learning/multiLabel/saidLabels.js';
import { leaseOf } from '../../../../../util/leaseOf.js';
import { tinyEncoder } from '../../pairs/tinyEncoder.js';
import { examples, request, tinyContext, two } from './tinyTraining.js';

let folder: string;
let encoder: LoadedEncoder;
let context: TrainingContext;
let before: readonly Float32Array[];
let trained: TrainClassifierResult;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  encoder = await tinyEncoder('bert-masked-lm', folder);
  context = tinyContext(encoder, folder);
  before = await plainStates();
  trained = await trainClassifier(request, context);
});
afterAll(async () => {
  await encoder.dispose();
  await rm(folder, { recursive: true });
});

/** What the model says without an adapter. */
function plainStates(): Promise<Float32Array[]> {
  return encoder.encoder.hiddenStates([{ tokens: encoder.tokenizer.encode('the harbour was quiet'), asked: [0, 1] }], [1, 2]);
}

function adapterIn({ features }: { readonly features: readonly { readonly adapter?: FeatureAdapter }[] }): FeatureAdapter {
  const adapter = features[0]?.adapter;
  if (adapter === undefined) throw new Error('It has no adapter.');
  return adapter;
}

describe('A classifier that is trained deep', () => {
  test('labels texts as it was trained to, also from its file', async () => {
    const { head } = trained;
    const read = readHead(headText(head), 'tone.json');
    expect(read).toEqual(head);
    expect(read.training.deep).toMatchObject({ rank: 8, seed: 1, data: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const given = examples.map(({ text }) => text);
    const result = await classify({ texts: given, classifier: { kind: 'head', head: read }, multiLabel: false, why: false }, context);
    const said = result.texts.map(({ probabilities }) => ((probabilities[0] ?? 0) > 0.5 ? 'a' : 'b'));
    expect(said).toEqual(examples.map(({ label }) => label));
  });

  test('comes with the figures of both depths, and leaves nothing behind on the disk', async () => {
    const { report } = trained;
    expect(report.depth).toMatchObject({
      chosen: 'deep',
      note: expect.stringMatching(/^On examples that were held out, deep training/) as string,
    });
    expect([report.depth?.fast?.value, report.depth?.deep?.value]).toEqual([expect.any(Number), report.figures?.accuracy.value]);
    expect(report.figures?.folds).toBe(3);
    expect(await readdir(context.trainingFolder)).toEqual([]);
  });

  test('leaves what the model itself says as it was, bit for bit', async () => {
    await classify({ texts: ['two boats'], classifier: { kind: 'head', head: trained.head }, multiLabel: false, why: false }, context);
    expect(await plainStates()).toEqual(before);
  });

  test('stops within a step of a cancel, and is the same when it has gone on from there', async () => {
    const stop = new CancellationSource();
    const report = ({ phase, done }: Progress): void => {
      if (phase === 'training' && done === 42) stop.cancel();
    };
    let turns = 0;
    const lease: TrainingContext['encoder'] = {
      model: () => Promise.resolve(encoder),
      turn(work) {
        if (stop.token.isCancellationRequested) return Promise.reject(cancelledError());
        turns++;
        return work(encoder, stop.token);
      },
    };
    await expect(trainClassifier(request, { ...context, cancel: stop.token, report, encoder: lease })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(turns).toBeLessThan(60);

    const steps: number[] = [];
    const tell = ({ phase, done }: Progress): void => {
      if (phase === 'training') steps.push(done);
    };
    const again = await trainClassifier(request, { ...context, report: tell });
    expect(steps[0]).toBe(41);
    expect(adapterIn(again.head).hash).toBe(adapterIn(trained.head).hash);
  });

  test('gives a text several labels', async () => {
    const several = examples.map(({ text, label }) => ({
      text,
      label: JSON.stringify([label, ...(/again|dawn/.test(text) ? ['time'] : [])]),
    }));
    const { head, report } = await trainClassifier({ ...request, examples: several, multiLabel: true }, context);
    const [{ text }] = two as [(typeof two)[number]];
    const { thresholds, texts: said } = await classify(
      { texts: [text], classifier: { kind: 'head', head }, multiLabel: true, why: false },
      context,
    );
    expect(saidLabels(said[0]?.probabilities ?? [], { labels: head.labels, ...(thresholds && { thresholds }) })).toContain('a');
    expect(report.depth?.note).toContain('On examples that were held out');
  });

  test('is trained with one example a label, without figures, also where its state cannot be kept on the disk', async () => {
    await writeFile(join(folder, 'taken'), '');
    const { head, report } = await trainClassifier({ ...request, examples: two }, { ...context, trainingFolder: join(folder, 'taken') });
    expect(report.depth).toEqual({ chosen: 'deep', note: 'There are too few examples to tell whether deep training is better.' });
    expect(adapterIn(head).below).toBe(0);
  });

  test('reads a gap after each text, and no other than its file names', () => {
    const [source] = trained.head.features;
    expect(source).toMatchObject({ pooling: ['gap'], layers: [encoder.encoder.layers + 1], gap: [' It was', '.'] });
    const text = headText(trained.head);
    for (const gap of ['[" It was"]', '[1, 2]', 'null']) {
      expect(() => readHead(text.replace(/"gap":\s*\[\s*" It was",\s*"\."\s*\]/, `"gap": ${gap}`), 'tone.json')).toThrow('which features');
    }
  });

  test('reads first tokens and means where the model fills no gaps, after texts of one label were made alike', async () => {
    const other = await tinyEncoder('bert-next-sentence', folder);
    const ways: boolean[] = [];
    const training: LoadedEncoder['upper']['training'] = async (...args) => {
      const model = await other.upper.training(...args);
      const step: typeof model.step = (batch, targets, ...rest) => {
        ways.push(targets.alike !== undefined);
        return model.step(batch, targets, ...rest);
      };
      return { ...model, step };
    };
    const upper = Object.assign(Object.create(other.upper) as LoadedEncoder['upper'], { training });
    const { head } = await trainClassifier(request, { ...context, encoder: leaseOf({ ...other, upper }) });
    await other.dispose();
    expect(head.features[0]).toMatchObject({ pooling: ['first', 'mean'] });
    expect(head.features[0]?.gap).toBeUndefined();
    expect([ways[0], ways.at(-1)]).toEqual([true, false]);
  });

  test('is refused where other features than those of the encoder are asked for', async () => {
    await expect(trainClassifier({ ...request, by: 'both' }, context)).rejects.toMatchObject({ detail: { code: 'bad-request' } });
  });
});

describe('Where the depth may be chosen', () => {
  test('the better one is kept, with both figures', async () => {
    const { head, report } = await trainClassifier({ ...request, depth: 'auto' }, context);
    const { chosen, fast, deep, note } = report.depth ?? {};
    expect(chosen).toBe((deep?.value ?? 0) > (fast?.value ?? 0) ? 'deep' : 'fast');
    expect(head.features[0]?.adapter !== undefined).toBe(chosen === 'deep');
    expect(note).toMatch(
      /^On examples that were held out, deep training was right about [\d.]+ %, the fast classifier about [\d.]+ %\. .* is kept\.$/,
    );
  });

  test('the fast classifier is kept where there are too few examples', async () => {
    const { head, report } = await trainClassifier({ ...request, examples: two, depth: 'auto' }, context);
    expect(head.features[0]?.adapter).toBeUndefined();
    expect(report.depth).toMatchObject({ chosen: 'fast', note: expect.stringMatching(/^There are too few examples/) as string });
  });

  test('the fast classifier is kept where the layers of the model cannot be trained', async () => {
    const other = await tinyEncoder('albert-masked-lm', folder);
    const { report } = await trainClassifier({ ...request, depth: 'auto' }, { ...context, encoder: leaseOf(other) });
    expect(report.depth).toMatchObject({ chosen: 'fast', note: expect.stringMatching(/cannot be trained here/) as string });
    await other.dispose();
  });
});

describe('A classifier is refused', () => {
  const ask = (head: TrainClassifierResult['head'], model = encoder): Promise<unknown> =>
    classify(
      { texts: ['two boats'], classifier: { kind: 'head', head }, multiLabel: false, why: false },
      { ...context, encoder: leaseOf(model) },
    );
  const withAdapter = (adapter: FeatureAdapter): TrainClassifierResult['head'] => {
    return { ...trained.head, features: trained.head.features.map((source) => ({ ...source, adapter })) };
  };
  const refused = { detail: { code: 'bad-request', action: 'train-classifier' } };

  test('whose adapter was changed', async () => {
    await expect(ask(withAdapter({ ...adapterIn(trained.head), scale: 3 }))).rejects.toMatchObject(refused);
  });

  test('whose adapter lies about its shapes', async () => {
    const { below, scale, factors } = adapterIn(trained.head);
    const lying = [...Object.entries(factors)].map(
      ([
        name,
        {
          shape: [rows, columns],
          data,
        },
      ]): [string, FactorTensor] => {
        return [name, { shape: [columns, rows], values: new Float32Array(new Uint8Array(Buffer.from(data, 'base64')).buffer) }];
      },
    );
    await expect(ask(withAdapter(storedAdapter({ scale, factors: new Map(lying) }, below)))).rejects.toMatchObject(refused);
  });

  test('whose model was replaced, with training again offered', async () => {
    await expect(ask(trained.head, { ...encoder, hash: 'another' })).rejects.toMatchObject(refused);
  });
});
