import { beforeEach, describe, expect, test } from 'vitest';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { headText } from '../../../../src/learning/heads/headFile.js';
import { registerLabels } from '../../../../src/providers/labels/registerLabels.js';
import { classifierReport } from '../../../util/classifierReports.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { fakeTables } from '../../../util/fakeTables.js';
import { tinyHead } from '../../../util/tinyHead.js';

const minute = 60_000;
const head: ClassifierHead = { ...tinyHead, training: { ...tinyHead.training, source: '.cloze/labels.jsonl' } };
const classifier = '.cloze/mood.cloze-head.json';
const labels = '{"text":"one","label":"praise"}\n{"text":"two","label":"blame"}\n';

let writer: Writer;
let trained: number;
let isPaused: boolean;

beforeEach(() => {
  writer = sitDown();
  [trained, isPaused] = [0, false];
  const { window, clock, log } = writer;
  window.settings.set('cloze.labels.retrainMinutes', 5);
  const engine = fakeEngine({
    trainClassifier: () => {
      trained++;
      return Promise.resolve({ head: { ...head, intercepts: [1, -1] }, report: classifierReport });
    },
  });
  registerLabels({ engine, tables: fakeTables({}), clock, log, isPaused: () => isPaused, extensionUri: window.uriOf('extension') });
  window.files.put(window.uriOf(classifier), headText(head));
});

const changeLabels = (): void => writer.window.files.put(writer.window.uriOf('.cloze/labels.jsonl'), labels);

describe('A classifier is trained again', () => {
  test('once nothing was typed for a while after its labels changed, and Undo has the one before', async () => {
    const { window, clock } = writer;
    window.person.answers('Undo');
    changeLabels();
    await clock.advance(5 * minute - 1);
    expect(trained).toBe(0);
    await clock.advance(1);
    await clock.advance(1);
    expect(trained).toBe(1);
    expect(window.person.messages.join()).toMatch(/mood.*\[Undo\]/);
    expect(window.files.textOf(window.uriOf(classifier))).toBe(headText(head));
    expect(window.person.brief).toEqual(['"mood" is as it was before.']);
  });

  test('later, while text is typed', async () => {
    const { window, clock } = writer;
    const editor = await window.open('a.md', 'Text|');
    changeLabels();
    await clock.advance(4 * minute);
    editor.change([{ start: 0, end: 0, text: 'A ' }]);
    await clock.advance(4 * minute);
    expect(trained).toBe(0);
    await clock.advance(minute);
    expect(trained).toBe(1);
  });

  test('later, while Cloze rests to save the battery', async () => {
    isPaused = true;
    changeLabels();
    await writer.clock.advance(6 * minute);
    expect(trained).toBe(0);
    isPaused = false;
    await writer.clock.advance(5 * minute);
    expect(trained).toBe(1);
  });

  test.each([
    ['cloze.labels.retrainMinutes', 0],
    ['cloze.enable', false],
  ])('never, where "%s" is %s', async (key, value) => {
    writer.window.settings.set(key, value);
    changeLabels();
    await writer.clock.advance(60 * minute);
    expect(trained).toBe(0);
  });

  test('never, because of labels in another folder', async () => {
    writer.window.files.put(writer.window.uriOf('other/.cloze/labels.jsonl'), labels);
    await writer.clock.advance(60 * minute);
    expect(trained).toBe(0);
  });
});
