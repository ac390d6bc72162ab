import { beforeEach, describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../src/common/cancellation.js';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { cancelledError } from '../../../../src/common/clozeError.js';
import type { TrainClassifierRequest, TrainClassifierResult } from '../../../../src/common/methods/training.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { headText, readHead } from '../../../../src/learning/heads/headFile.js';
import { retrainClassifiers } from '../../../../src/sessions/labels/retrainClassifiers.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { tinyHead } from '../../../util/tinyHead.js';

const accuracy = (value: number): { value: number; low: number; high: number } => ({ value, low: value - 0.1, high: value + 0.1 });

const { training } = tinyHead;

const learned: ClassifierHead = { ...tinyHead, training: { ...training, source: '.cloze/labels.jsonl' } };

let files: Map<string, string>;
let requests: TrainClassifierRequest[];
let told: { message: string; undo: () => Promise<readonly string[]> }[];
let result: (request: TrainClassifierRequest) => Promise<ClassifierHead>;
beforeEach(() => {
  files = new Map();
  [requests, told] = [[], []];
  result = () => Promise.resolve({ ...learned, intercepts: [0.5, -0.5], training: { ...learned.training, date: '2025-02-03' } });
});

function save(name: string, head: ClassifierHead = learned): void {
  files.set(`${name}.cloze-head.json`, headText(head));
}

const file = (name: string): string => files.get(`${name}.cloze-head.json`) ?? '';

function retrain(token = neverCancelled): Promise<void> {
  const engine = fakeEngine({
    trainClassifier: async (request) => {
      requests.push(request);
      return { head: await result(request), report: {} as TrainClassifierResult['report'] };
    },
  });
  const access = {
    list: () => Promise.resolve([...files.keys()]),
    read: (name: string) => Promise.resolve(files.get(name)),
    write(name: string, text: string) {
      files.set(name, text);
      return Promise.resolve();
    },
  };
  const labels = { read: () => Promise.resolve([{ text: 'one', label: 'praise' }]) };
  return retrainClassifiers({ engine, labels, files: access, t: inEnglish, tell: (message, undo) => told.push({ message, undo }) }, token);
}

const messages = (): string[] => told.map(({ message }) => message);

describe('Classifiers are trained again on changed labels', () => {
  test('as they were trained before', async () => {
    save('tone', { ...learned, thresholds: [0.5, 0.5] });
    await retrain();
    const examples = [{ text: 'one', label: 'praise' }];
    expect(requests).toEqual([{ examples, multiLabel: true, by: 'encoder', weighting: 'balanced', seed: 1 }]);
    expect(readHead(file('tone'), '').training).toMatchObject({ date: '2025-02-03', source: '.cloze/labels.jsonl' });
  });

  test.each<[what: string, content: string]>([
    ['that learned from something else', headText({ ...learned, training })],
    ['that are broken', 'no JSON'],
  ])('but not those %s', async (_, content) => {
    files.set('tone.cloze-head.json', content);
    await retrain();
    expect([requests, messages(), file('tone')]).toEqual([[], [], content]);
  });

  test('and nothing is said where they come out the same', async () => {
    save('tone');
    result = () => Promise.resolve({ ...learned, training: { ...learned.training, date: '2025-02-03' } });
    await retrain();
    expect([messages(), file('tone')]).toEqual([[], headText(learned)]);
  });

  test.each<[what: string, names: string[], message: string]>([
    ['one', ['tone'], 'Labels have changed: "tone" was trained again.'],
    ['two', ['tone', 'mood'], 'Labels have changed: "tone" and 1 other classifier were trained again.'],
    ['three', ['tone', 'mood', 'kind'], 'Labels have changed: "tone" and 2 other classifiers were trained again.'],
  ])('and %s are told', async (_, names, message) => {
    for (const name of names) save(name);
    await retrain();
    expect(messages()).toEqual([message]);
  });

  test('and told with how good they are, where that is known', async () => {
    save('tone', { ...learned, training: { ...learned.training, accuracy: accuracy(0.75) } });
    result = () => Promise.resolve({ ...learned, training: { ...learned.training, accuracy: accuracy(0.8) } });
    await retrain();
    expect(messages()).toEqual(['Labels have changed: "tone" was trained again. It is right about 80 % of texts that it has not seen; before it was 75 %.']); // prettier-ignore
  });

  test('and taken back, but not what has changed since', async () => {
    save('tone');
    save('mood');
    await retrain();
    files.set('mood.cloze-head.json', 'changed');
    expect(await told[0]?.undo()).toEqual(['"tone" is as it was before.', '"mood" has changed since and was left as it is.']);
    expect([file('tone'), file('mood')]).toEqual([headText(learned), 'changed']);
  });

  test('and those that were before another one fails are told, and can be taken back', async () => {
    save('tone');
    save('mood');
    const first = result;
    result = (request) => (requests.length === 2 ? Promise.reject(new Error('Too few examples.')) : first(request));
    await expect(retrain()).rejects.toThrow('Too few examples.');
    expect(messages()).toEqual(['Labels have changed: "tone" was trained again.']);
    expect(await told[0]?.undo()).toEqual(['"tone" is as it was before.']);
  });

  test('but keep their file where that is given up', async () => {
    save('tone');
    const giveUp = new CancellationSource();
    const trained = result;
    result = (request) => {
      giveUp.cancel();
      return trained(request);
    };
    await expect(retrain(giveUp.token)).rejects.toEqual(cancelledError());
    expect([messages(), file('tone')]).toEqual([[], headText(learned)]);
  });
});
