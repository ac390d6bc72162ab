import { describe, expect, test } from 'vitest';
import type { ClassesRecord } from '../../../../../src/common/panelProtocol/classes.js';
import type { TextPlace } from '../../../../../src/common/panelProtocol/place.js';
import { classesView } from '../../../../../src/sessions/panel/views/classesView.js';
import { inEnglish } from '../../../../../src/common/translate.js';

const place = (start: number, text: string): TextPlace => ({ document: 'file:///a.md', start, end: start + text.length, text, before: '' });

const record: ClassesRecord = {
  place: place(0, 'It broke. I love it.'),
  classes: [
    { label: 'praise', probability: 0.75 },
    { label: 'blame', probability: 0.25 },
  ],
  passages: [],
  model: 'bert',
  notes: ['A note.'],
};

/** Sections as "title: rows". */
function shown(view: ClassesRecord): string[] {
  return classesView(view, inEnglish).sections.map(
    ({ title, rows }) => `${title}: ${rows.map(({ label, text }) => `${label} ${text}`).join(', ')}`,
  );
}

describe('The view of labels', () => {
  test('has a bar for each label, and says which model it was', () => {
    expect(shown(record)).toEqual(['Labels: praise 75 %, blame 25 %']);
    expect(classesView(record, inEnglish).notes).toEqual(['A note.', 'Model: bert.']);
  });

  test('parts the labels that a text has from others, where it may have several', () => {
    const classes = [
      { label: 'praise', probability: 0.75, threshold: 0.5 },
      { label: 'food', probability: 0.4, threshold: 0.35 },
      { label: 'blame', probability: 0.25, threshold: 0.5 },
    ];
    expect(shown({ ...record, classes })).toEqual(['Assigned Labels: praise 75 %, food 40 %', 'Other Labels: blame 25 %']);
    const view = classesView({ ...record, classes: classes.slice(2) }, inEnglish);
    expect(view.sections.map(({ title }) => title)).toEqual(['Other Labels']);
    expect(view.sections[0]?.rows[0]?.detail).toBe('from 50 % on');
    expect(view.notes).toContain('No label is probable enough for this text to have it.');
  });

  test('adds the words that moved the decision, those for it and those against it, each shown in the text', () => {
    const words = [{ place: place(12, 'love'), bits: 2 }, { place: place(3, 'broke'), bits: -0.5 }]; // prettier-ignore
    expect(shown({ ...record, words }).slice(1)).toEqual([
      'Words for "praise" (solid line in the text): love 2.0',
      'Words against "praise" (dashed line in the text): broke 0.5',
    ]);
    const rows = classesView({ ...record, words }, inEnglish).sections.flatMap((section) => section.rows);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.find(({ label }) => label === 'love')?.action).toMatchObject({ kind: 'show', place: { start: 12, end: 16 } });
  });

  test('shows what each passage of a long text is, and which one decided', () => {
    const passages = [
      { place: place(0, 'It broke.'), probability: 0.4, decided: false },
      { place: place(10, 'I love it.'), probability: 0.9, decided: true },
    ];
    expect(shown({ ...record, passages })[1]).toBe('"praise" in Each Passage: It broke. 40 %, I love it. 90 %');
    expect(classesView({ ...record, passages }, inEnglish).sections[1]?.rows.map(({ detail }) => detail)).toEqual([undefined, 'decided']);
  });
});
