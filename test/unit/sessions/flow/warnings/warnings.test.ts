import { beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../../src/common/cancellation.js';
import { pairMute } from '../../../../../src/writing/flow/mutes/matchMutes.js';
import { FlowWindow, folder } from '../flowWindow.js';
import { stranger } from '../reviewer.js';

const uri = `${folder}/one.md`;
const text = `He woke at noon. ${stranger} He ate his bread.`;
const ignoreFile = `${folder}/.clozeignore`;

let window: FlowWindow;
beforeEach(() => {
  window = new FlowWindow();
});

async function check(source: string): Promise<void> {
  window.disk.set(uri, source);
  await window.session.checkOf([{ uri }]).run(() => undefined, neverCancelled);
}

describe('A warning', () => {
  test('says how likely it is, why, and which sentence is before', async () => {
    await check(text);
    const [warning, ...others] = window.shown.get(uri)?.warnings ?? [];
    expect(others).toEqual([]);
    expect(warning?.message).toMatch(/^This sentence seems not to follow from the one before \(probability: >?\d+ %\)\.\n./);
    expect(warning).toMatchObject({
      kind: 'warning',
      span: { start: text.indexOf(stranger) },
      before: { span: { start: 0 }, message: 'The sentence before: "He woke at noon."' },
    });
  });

  test.each(['information', 'hint'] as const)('is shown as %s where the setting says so', async (diagnostics) => {
    window.settings = { ...window.settings, diagnostics };
    await check(text);
    expect(window.shown.get(uri)?.severity).toBe(diagnostics);
  });

  test.each<[string, Partial<FlowWindow['settings']>]>([
    ['the setting says so', { diagnostics: 'off' }],
    ['Cloze is off', { isOn: false }],
  ])('is not shown where %s, and comes back afterwards', async (_, change) => {
    await check(text);
    const before = window.settings;
    window.settings = { ...before, ...change };
    window.session.settingsChanged();
    expect(window.shown.size).toBe(0);
    window.settings = before;
    window.session.settingsChanged();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('stays where the editor has moved it, between an edit and its check', async () => {
    window.show(uri, text);
    await window.rest();
    window.edit(uri, `So. ${text}`);
    window.session.settingsChanged();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('goes when its file is cleared', async () => {
    await check(text);
    window.session.results.remove(uri);
    expect(window.shown.size).toBe(0);
  });
});

describe('A comment that does nothing is shown at the end of a check', () => {
  test.each([
    ['one that mutes nothing', 'He woke at noon. <!-- cloze-ignore-next --> He ate his bread.', 'This comment mutes nothing.'],
    ['a slip', 'He woke at noon. <!-- cloze-ignore-line --> He ate his bread.', 'Unknown Cloze comment.'],
  ])('%s', async (_, source, message) => {
    const during: number[] = [];
    window.onAsk = () => during.push(window.shown.get(uri)?.warnings.length ?? 0);
    await check(source);
    expect(window.shown.get(uri)?.warnings).toMatchObject([{ kind: 'unused', message, span: { start: source.indexOf('<!--') } }]);
    expect(new Set(during)).toEqual(new Set([0]));
  });
});

describe('A line of .clozeignore whose text is gone', () => {
  beforeEach(async () => {
    await window.session.mutes.share(uri, pairMute('He slept.', stranger), []);
    await check(text);
  });

  test('is shown there', () => {
    expect(window.lost).toEqual([{ file: ignoreFile, lines: [0] }]);
  });

  test.each<[string, () => void]>([
    ['its file was cleared', () => window.session.results.remove(uri)],
    ['warnings are off', () => (window.settings = { ...window.settings, diagnostics: 'off' })],
    ['Cloze is off', () => (window.settings = { ...window.settings, isOn: false })],
  ])('is not shown where %s', (_, change) => {
    change();
    window.session.settingsChanged();
    expect(window.lost).toEqual([]);
  });
});
