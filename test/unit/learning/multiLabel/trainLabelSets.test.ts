import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/engine/decode/seededRandom.js';
import { matrixOf } from '../../../../src/learning/linear/featureMatrix.js';
import { scores } from '../../../../src/learning/linear/linearModel.js';
import { labelSetReport, type LabelSetReport } from '../../../../src/learning/multiLabel/labelSetReport.js';
import type { LabelSets } from '../../../../src/learning/multiLabel/labelSets.js';
import { saidLabels } from '../../../../src/learning/multiLabel/saidLabels.js';
import { bestThresholds } from '../../../../src/learning/multiLabel/thresholds.js';
import { type TrainedLabelSets, trainLabelSets } from '../../../../src/learning/multiLabel/trainLabelSets.js';

const names = ['far', 'high', 'rare'];

interface Points {
  readonly rows: readonly Float32Array[];
  readonly has: Uint8Array;
}

/** Points of a plane: "far" to the right, "high" at the top, "rare" in the corner of both; those of `wrong` lack "far" or have it wrongly. */
function points(count: number, wrong: readonly number[] = [], noise = 0): Points {
  const random = seededRandom(5);
  const rows: Float32Array[] = [];
  const has: number[] = [];
  for (let at = 0; at < count; at++) {
    const [x, y] = [random(), random()];
    rows.push(Float32Array.of(x + noise * (random() - 0.5), y + noise * (random() - 0.5), random()));
    has.push(Number(x > 0.5 !== wrong.includes(at)), Number(y > 0.5), Number(x + y > 1.5));
  }
  return { rows, has: Uint8Array.from(has) };
}

function train({ rows, has }: Points): Promise<TrainedLabelSets> {
  const options = { weighting: 'none', random: seededRandom(1), pause: () => Promise.resolve() } as const;
  return trainLabelSets({ features: matrixOf(rows), has, labels: names.length }, options);
}

async function report(set: Points): Promise<LabelSetReport> {
  const sets: LabelSets = { texts: set.rows.map((_, at) => `text ${at}`), names, has: set.has, empty: 0, repeated: 0 };
  return labelSetReport(await train(set), sets, seededRandom(1));
}

describe('A classifier of several labels', () => {
  test('judges each label by itself', async () => {
    const { model, thresholds } = await train(points(300));
    const all = scores(matrixOf([[0.9, 0.1], [0.1, 0.1], [0.95, 0.95]].map((place) => Float32Array.of(...place, 0.5))), model); // prettier-ignore
    const probabilities = [...all].map((score) => 1 / (1 + Math.exp(-score)));
    const said = [0, 1, 2].map((row) => saidLabels(probabilities.slice(3 * row, 3 * row + 3), { labels: names, thresholds }));
    expect(said).toEqual([['far'], [], ['far', 'high', 'rare']]);
  });

  test('is the same for the same examples', async () => {
    expect(await train(points(60))).toEqual(await train(points(60)));
  });

  test('states figures of examples that it has not seen, for each label and for all together', async () => {
    const { figures, labels, majority } = await report(points(200));
    expect(labels.map(({ name }) => name)).toEqual(names);
    expect(majority).toBeLessThan(0.4);
    expect(figures?.accuracy.value).toBeGreaterThan(0.8);
    expect(figures?.accuracy.low).toBeLessThan(figures?.accuracy.value ?? 0);
    for (const { precision, recall, f1 } of figures?.each ?? []) {
      expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 10);
      expect(f1).toBeGreaterThan(0.8);
    }
    expect(figures?.curve.map(({ examples }) => examples)).toHaveLength(4);
  });

  test('refuses to state figures where a label has under ten examples', async () => {
    const { figures, note } = await report(points(30));
    expect(figures).toBeUndefined();
    expect(note).toContain('fewer than 10 examples of "rare"');
  });

  test('finds labels that are probably missing or wrong', async () => {
    const set = points(300);
    const clear = set.rows.findIndex(([x = 0]) => x > 0.9);
    const { figures } = await report(points(300, [clear]));
    expect(figures?.suspected[0]).toMatchObject({ index: clear, label: 0, isSaid: true });
  });

  test('works with one example of each label', async () => {
    const set = {
      rows: [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(1, 1)],
      has: Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
    };
    expect((await train(set)).thresholds).toEqual([0.5, 0.5, 0.5]);
  });
});

describe('The probability that a label takes', () => {
  test('is the one of the best F1', () => {
    const judged = { probabilities: Float64Array.of(0.45, 0.4, 0.1, 0.05), has: Uint8Array.of(1, 1, 0, 0), labels: 1 };
    const [threshold = 0] = bestThresholds(judged, [0, 1, 2, 3]);
    expect(threshold).toBeGreaterThan(0.1);
    expect(threshold).toBeLessThanOrEqual(0.4);
  });

  test('is one half where that is as good as any', () => {
    expect(bestThresholds({ probabilities: Float64Array.of(0.9, 0.1), has: Uint8Array.of(1, 0), labels: 1 }, [0, 1])).toEqual([0.5]);
  });
});

describe('What a text is called', () => {
  test.each<[string, number[], number[] | undefined, string[]]>([
    ['the most probable label', [0.2, 0.7, 0.1], undefined, ['high']],
    ['all labels that reach their probability', [0.4, 0.9, 0.1], [0.4, 0.5, 0.5], ['far', 'high']],
    ['nothing, where none does', [0.3, 0.4, 0.1], [0.4, 0.5, 0.5], []],
    ['nothing, where it has no words', [], undefined, []],
  ])('is %s', (_, probabilities, thresholds, labels) => {
    expect(saidLabels(probabilities, { labels: names, ...(thresholds && { thresholds }) })).toEqual(labels);
  });
});
