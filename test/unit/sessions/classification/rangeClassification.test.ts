import { beforeEach, describe, expect, test } from 'vitest';
import { type CancellationToken, neverCancelled } from '../../../../src/common/cancellation.js';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { Classifier, ClassifyRequest, ClassifyResult } from '../../../../src/common/methods/classification.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { RangeClassification, type RangeResult } from '../../../../src/sessions/classification/rangeClassification.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { awaited, byFirstLetter } from './labelledTexts.js';

const zeroShot: Classifier = { kind: 'zero-shot', labels: ['praise', 'blame'], by: 'both' };

let isUnchanged: boolean;
let tokens: CancellationToken[];
let told: RangeResult[];
let classify: (request: ClassifyRequest) => Promise<ClassifyResult>;
let session: RangeClassification;
beforeEach(() => {
  [isUnchanged, tokens, told] = [true, [], []];
  classify = (request) => Promise.resolve(byFirstLetter(request));
  const engine = fakeEngine({
    classify: (request, token = neverCancelled) => {
      tokens.push(token);
      return classify(request);
    },
  });
  session = new RangeClassification(engine, inEnglish);
});

/** Classifies what stands in brackets. */
function run(marked: string, classifier = zeroShot): Promise<void> {
  const [start, end] = [marked.indexOf('['), marked.indexOf(']') - 1];
  const document = { uri: 'file:///a.md', text: marked.replace(/[[\]]/g, ''), isUnchanged: () => isUnchanged };
  return session.classify({ document, start, end }, { classifier, multiLabel: false }, (result) => told.push(result), neverCancelled);
}

describe('A piece of a document', () => {
  test('has its labels first, then the words that moved the decision, each with its place', async () => {
    await run('Before. [praise it]');
    expect(told.map(({ record, marks }) => [record?.classes[0]?.label, record?.words?.length, marks?.marks.length])).toEqual([
      ['praise', undefined, undefined],
      ['praise', 1, 1],
    ]);
    const [, { record, marks } = { record: undefined }] = told;
    expect(record?.place).toEqual({ document: 'file:///a.md', start: 8, end: 17, text: 'praise it', before: 'Before. ' });
    expect(marks).toEqual({ label: 'praise', marks: [{ start: 8, end: 9, isFor: true, explanation: 'Speaks for "praise": 1.0 bits.' }] });
  });

  test('without words is said to have none, and nothing more is asked', async () => {
    await run('Before. [ ]');
    expect(told).toEqual([{ record: undefined }]);
    expect(tokens).toHaveLength(1);
  });

  test('that changes meanwhile gets no marks, as they would stand under other words', async () => {
    classify = (request) => {
      isUnchanged = !request.why;
      return Promise.resolve(byFirstLetter(request));
    };
    await run('[praise it]');
    expect(told.map(({ marks }) => marks)).toEqual([undefined, undefined]);
    expect(told[1]?.record?.words).toHaveLength(1);
  });

  test('is given up when another is classified, and tells nothing after it', async () => {
    const answer = awaited<ClassifyResult>();
    classify = () => answer.promise;
    const first = run('[praise it]');
    classify = (request) => Promise.resolve(byFirstLetter(request));
    await run('[blame it]');
    answer.resolve(byFirstLetter({ texts: ['praise it'], why: false }));
    await expect(first).rejects.toEqual(cancelledError());
    expect(tokens[0]?.isCancellationRequested).toBe(true);
    expect(told.map(({ record }) => record?.classes[0]?.label)).toEqual(['blame', 'blame']);
  });

  const accuracy = { value: 0.8, low: 0.7, high: 0.9 };
  const head = (more: object): Classifier => ({ kind: 'head', head: { training: {}, ...more } as unknown as ClassifierHead });
  test.each<[what: string, classifier: Classifier, notes: string[]]>([
    ['untrained labels', zeroShot, ['Labels without training are a guess. Try them on texts that you know before you rely on them.']],
    ['a checkpoint', { kind: 'checkpoint', model: 'x' }, []],
    ['few examples', head({}), ['This classifier was trained on too few examples to say how often it is right.']],
    [
      'a known accuracy',
      head({ training: { accuracy } }),
      ['In training it was right about 80 % of the texts that it had not seen (70 % to 90 %).'],
    ],
    ['several labels', head({ training: { accuracy }, thresholds: [0.5, 0.5] }), ['In training it found just the right labels for 80 % of the texts that it had not seen (70 % to 90 %).']], // prettier-ignore
  ])('says how far to rely on %s', async (_, classifier, notes) => {
    await run('[praise it]', classifier);
    expect(told[0]?.record?.notes).toEqual(notes);
  });
});
