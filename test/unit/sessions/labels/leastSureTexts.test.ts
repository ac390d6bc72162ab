import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { ClassifierHead } from '../../../../src/common/classifierHead.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { LabelledText } from '../../../../src/learning/examples/labelFile.js';
import { labelEach, leastSureTexts, textsWithoutLabel, type TextInDoubt } from '../../../../src/sessions/labels/leastSureTexts.js';
import { fakeEngine } from '../../../util/fakeEngine.js';

const head = { labels: ['praise', 'blame'] } as unknown as ClassifierHead;

const texts = (...names: string[]): { text: string; source: string }[] => names.map((text) => ({ text, source: 'a.md' }));

test('Texts that have no label yet are those with words, each once', () => {
  const labelled = [{ text: 'known' }];
  expect(textsWithoutLabel(texts('known', 'new', '', 'other', 'new'), labelled).map(({ text }) => text)).toEqual(['new', 'other']);
});

test('Texts come first that the classifier is least sure about, twenty of them', async () => {
  const sizes: number[] = [];
  const engine = fakeEngine({
    classify({ texts }) {
      sizes.push(texts.length);
      const each = texts.map((text) => ({
        probabilities: [0.5 + Number(text) / 1000, 0.5 - Number(text) / 1000],
        passages: [],
        deciding: 0,
      }));
      return Promise.resolve({ labels: head.labels, model: 'tiny', texts: each });
    },
  });
  const many = texts(...Array.from({ length: 150 }, (_, at) => String(149 - at)));
  const unsure = await leastSureTexts(many, head, engine, neverCancelled);
  expect(unsure.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, at) => String(at)));
  expect(sizes).toEqual([128, 22]);
});

describe('Each of them', () => {
  const doubtful = (text: string): TextInDoubt => ({
    text,
    source: 'a.md',
    unsure: { index: 0, labels: [{ label: 'praise', probability: 0.5 }, { label: 'blame', probability: 0.5 }], margin: 0 }, // prettier-ignore
  });

  /** Gives these answers one by one; returns what was kept and asked. */
  async function labelled(
    answers: (string | undefined)[],
    ...given: string[]
  ): Promise<{ said: string | undefined; kept: string[]; asked: string[] }> {
    const [kept, asked]: [LabelledText[], string[]] = [[{ text: 'old', label: 'question' }], []];
    const labels = {
      read: () => Promise.resolve([...kept]),
      add(added: readonly LabelledText[]) {
        kept.push(...added);
        return Promise.resolve(() => Promise.resolve());
      },
    };
    const said = await labelEach(
      given.map(doubtful),
      labels,
      (offered, title) => {
        asked.push(`${title}: ${offered.map(({ label, description }) => `${label} ${description}`).join(', ')}`);
        return Promise.resolve(answers.shift());
      },
      inEnglish,
    );
    return { said, kept: kept.slice(1).map(({ text, label }) => `${text} ${label}`), asked };
  }

  test('is asked about with the likely labels first, then others in use', async () => {
    const { asked } = await labelled([undefined], 'one\n two');
    expect(asked).toEqual(['one two: praise 50 %, blame 50 %, question 1']);
  });

  test.each<[what: string, answers: (string | undefined)[], said: string | undefined, kept: string[]]>([
    ['until that is given up', ['praise', undefined, 'blame'], 'Labeled 1 text. Train again to see what changes.', ['a praise']],
    ['to the end', ['praise', 'blame', 'other'], 'Labeled 3 texts. Train again to see what changes.', ['a praise', 'b blame', 'c other']],
    ['unless that is given up at once', [undefined], undefined, []],
  ])('is kept at once, %s', async (_, answers, said, kept) => {
    expect(await labelled(answers, 'a', 'b', 'c')).toMatchObject({ said, kept });
  });
});
