import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import type { TrainClassifierResult, TrainTaggerResult } from '../../../../src/common/methods/training.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { ExampleSource, TaggedSource } from '../../../../src/sessions/labels/exampleSources.js';
import { train } from '../../../../src/sessions/labels/train.js';
import { nextStep, remarkOnName, type TrainingAnswers } from '../../../../src/sessions/labels/trainingSteps.js';
import { classifierReport } from '../../../util/classifierReports.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

describe('Before a classifier is trained', () => {
  const ofTexts = (hasLists: boolean): Pick<ExampleSource, 'kind' | 'hasLists'> => ({ kind: 'texts', hasLists });
  test.each<[what: string, source: Parameters<typeof nextStep>[0], asked: string[]]>([
    ['texts with one label ask for the model and a name', ofTexts(false), ['model', 'name labels']],
    ['texts that seem to have several ask for that first', ofTexts(true), ['multi-label', 'model', 'name labels']],
    ['tagged words ask for a name', { kind: 'words' }, ['name names']],
  ])('%s', (_, source, asked) => {
    let answers: TrainingAnswers = {};
    const steps: string[] = [];
    for (let step = nextStep(source, answers); step !== undefined; step = nextStep(source, answers)) {
      steps.push(step.ask === 'name' ? `name ${step.suggestion}` : step.ask);
      answers = { ...answers, ...{ 'multi-label': { multiLabel: false }, model: { by: 'both' as const }, name: { name: 'x' } }[step.ask] };
    }
    expect(steps).toEqual(asked);
  });

  test.each<[name: string, remark: string | undefined]>([
    ['tone', undefined],
    ['Töne 2.1_b-c', undefined],
    ['taken', 'warning: A classifier with this name exists. It will be replaced.'],
    [' taken ', 'warning: A classifier with this name exists. It will be replaced.'],
    ['a/b', 'Letters, digits, spaces and . _ - only.'],
    ['', 'Letters, digits, spaces and . _ - only.'],
    ['x'.repeat(61), 'Letters, digits, spaces and . _ - only.'],
    ['   ', 'Enter a name with a letter or a digit in it.'],
    ['..', 'Enter a name with a letter or a digit in it.'],
  ])('the name "%s" is looked at', async (name, expected) => {
    const remark = await remarkOnName(name, (each) => Promise.resolve(each === 'taken'), inEnglish);
    expect(remark && `${remark.isWarning ? 'warning: ' : ''}${remark.message}`).toBe(expected);
  });
});

describe('A classifier', () => {
  const head = { labels: ['praise', 'blame'], training: { date: 'today' } } as unknown as ClassifierHead;
  const asked: unknown[] = [];
  const engine = fakeEngine({
    trainClassifier(request) {
      asked.push(request);
      return Promise.resolve<TrainClassifierResult>({ head, report: classifierReport });
    },
    trainTagger(request) {
      asked.push(request);
      return Promise.resolve({ head, report: { labels: [], sentences: 1, words: 1, note: 'few' } } as unknown as TrainTaggerResult);
    },
  });
  const run = { engine, t: inEnglish, token: neverCancelled, tell: () => undefined };
  const examples = [{ text: 'one', label: 'praise' }];

  test('learns from what was chosen, and remembers a file of labels', async () => {
    const source: ExampleSource = { kind: 'texts', hasLists: true, file: '.cloze/labels.jsonl', read: () => Promise.resolve({ examples, leftOut: [] }) }; // prettier-ignore
    const trained = await train(source, { multiLabel: true, by: 'both', name: 'tone' }, run);
    expect(asked.at(-1)).toEqual({ examples, multiLabel: true, by: 'both', weighting: 'none', seed: 1 });
    expect(trained.head.training).toEqual({ date: 'today', source: '.cloze/labels.jsonl' });
  });

  test('has a report that names files which were left out', async () => {
    const leftOut = [{ file: 'praise/cat.png', why: 'binary' }] as const;
    const source: ExampleSource = { kind: 'texts', hasLists: false, read: () => Promise.resolve({ examples, leftOut }) };
    const { head: trained, report } = await train(source, { by: 'encoder' }, run);
    expect(JSON.stringify(report)).toContain('praise/cat.png');
    expect(trained.training).toEqual({ date: 'today' });
  });
});

test('A source that cannot be read trains nothing', async () => {
  const source: TaggedSource = { kind: 'words', read: () => Promise.reject(new Error('Line 1 has no tag.')) };
  const run = { engine: fakeEngine({}), t: inEnglish, token: neverCancelled, tell: () => undefined };
  await expect(train(source, {}, run)).rejects.toThrow('Line 1 has no tag.');
});
