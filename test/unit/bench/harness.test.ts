import { describe, expect, test } from 'vitest';
import { corpusRows } from '../../../bench/acceptance/corpusRows.js';
import { crossValidated } from '../../../bench/acceptance/crossValidation.js';
import { onRawFeatures, scalesOf, standardised } from '../../../bench/acceptance/standardise.js';
import { predict } from '../../../bench/acceptance/logisticRegression.js';
import { inTurns } from '../../../bench/harness/inTurns.js';
import type { Figure, MeasureResult } from '../../../bench/harness/result.js';
import { quantile, ratioOfPairs } from '../../../bench/harness/statistics.js';
import { benchPage } from '../../../bench/harness/table.js';

describe('statistics of a benchmark', () => {
  test.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2], 0.5, 1.5],
    [[0, 10], 0.95, 9.5],
    [[5], 0.25, 5],
  ])('the quantile of %j at %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBeCloseTo(expected);
  });

  test('a ratio is taken within each turn, so that drift cancels', () => {
    expect(ratioOfPairs([1, 20, 300], [2, 40, 600])).toMatchObject({ median: 0.5, lowerQuartile: 0.5, upperQuartile: 0.5, count: 3 });
  });

  test('the sides take turns, and every second round goes backwards', async () => {
    const order: string[] = [];
    const side = (name: string) => (round: number) => {
      order.push(`${name}${round}`);
      return Promise.resolve(round);
    };
    expect(await inTurns(2, [side('a'), side('b')])).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(order).toEqual(['a0', 'b0', 'b1', 'a1']);
  });
});

describe('the page of figures', () => {
  const machine = { processor: 'P', cores: 2, memoryGiB: 4, system: 's', node: '1', onnxruntime: '2' };
  const page = (figure: Figure): string => {
    const result: MeasureResult = { measure: 'm', title: 'T', method: 'M.', machine, measured: '2026-01-01', figures: [figure] };
    return benchPage([result]);
  };

  test.each([
    [{ ratio: 0.7, target: { atMost: 0.75 } }, '≤ 0.75 ×: met'],
    [{ ratio: 0.8, target: { atMost: 0.75 } }, '≤ 0.75 ×: **missed**'],
    [{ target: { atMost: 20 } }, '≤ 20 ms: met'],
    [{ target: { atMost: 5 } }, '≤ 5 ms: **missed**'],
  ])('%j', (target, verdict) => {
    expect(page({ what: 'w', unit: 'ms', ours: 10, ...target })).toContain(`| ${verdict} |`);
  });

  test('names the machine by its kind', () => {
    expect(page({ what: 'w', unit: 'ms', ours: 10 })).toContain('2026-01-01, P, 2 cores, 4 GiB, s, Node 1, onnxruntime 2.');
  });
});

describe('passages of the corpus', () => {
  const paragraph = (name: string): string => `${name} ${'is a paragraph that goes on for a while. '.repeat(12)}`.trim();
  const corpus = `${paragraph('A')}\n\n${paragraph('B')}\n<|doc|>\n${paragraph('C')}\n\n${paragraph('D')}\n\n${paragraph('E')}\n`;

  test('are whole paragraphs of one document', () => {
    expect(corpusRows(corpus, 'docs', 9, [])).toEqual([
      { group: 'docs', text: `${paragraph('A')}\n\n${paragraph('B')}` },
      { group: 'docs', text: `${paragraph('C')}\n\n${paragraph('D')}` },
    ]);
  });

  test('are left out where an evaluation set holds a part of them, whatever its quotation marks', () => {
    expect(corpusRows(corpus, 'docs', 9, [`“${paragraph('D')}”`]).map(({ text }) => text[0])).toEqual(['A']);
  });

  test('are spread over the file', () => {
    const long = Array.from({ length: 20 }, (_, i) => paragraph(String.fromCharCode(65 + i))).join('\n\n');
    expect(corpusRows(long, 'docs', 2, []).map(({ text }) => text[0])).toEqual(['E', 'O']);
  });
});

describe('a fit on standardised features', () => {
  const data = Array.from({ length: 40 }, (_, i) => ({ row: i, features: [100 + i, 3], happened: i % 3 === 0 || i > 25 }));

  test('says the same on the features as they are', () => {
    const scales = scalesOf(data);
    const model = { intercept: 0.3, weights: [1.2, -0.7] };
    for (const [index, { features }] of standardised(data, scales).entries()) {
      expect(predict(onRawFeatures(model, scales), data[index]?.features ?? [])).toBeCloseTo(predict(model, features));
    }
  });

  test('is judged on texts that it was not fitted on', async () => {
    const twoTexts = [0, 1].flatMap((row) =>
      Array.from({ length: 10 }, (_, i) => ({ row, features: [i], happened: row === 0 ? i > 4 : i < 5 })),
    );
    const chances = await crossValidated(twoTexts, 0.1, 2);
    // Each text says the opposite of the other, so a fit on the other is wrong everywhere.
    expect(chances.every(({ chance, happened }) => chance > 0.5 !== happened)).toBe(true);
  });
});
