import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { pairAt } from '../../../../src/sessions/flow/chosenPair.js';
import { exportFlow, isExportFormat } from '../../../../src/sessions/flow/exportFlow.js';
import { nextWarning } from '../../../../src/sessions/flow/nextWarning.js';
import { FlowWindow, folder } from './flowWindow.js';
import { stranger } from './reviewer.js';

const uri = `${folder}/one.md`;
const [woke, ate, lit] = ['He woke at noon.', 'He ate his bread.', 'The keeper lit the lamp.'];
const text = `${woke} ${stranger} ${ate}\n\n${lit} ${stranger}\n`;
const second = text.lastIndexOf(stranger);

async function checked(source = text): Promise<FlowWindow> {
  const window = new FlowWindow();
  window.disk.set(uri, source);
  await window.session.checkOf([{ uri }]).run(() => undefined, neverCancelled);
  return window;
}

describe('The pair at the cursor is', () => {
  test.each<[string, number, [string, string, number] | undefined]>([
    ['the sentence there and the one before', text.indexOf(stranger) + 3, [woke, stranger, 1]],
    ['also at its end', text.indexOf(ate) + ate.length, [stranger, ate, 2]],
    ['across paragraphs', text.indexOf(lit), [ate, lit, 0]],
    ['none in the first sentence', 3, undefined],
    ['none outside of sentences', text.length + 7, undefined],
  ])('%s', async (_, offset, expected) => {
    const file = (await checked()).session.results.follow(uri);
    const pair = file.current && pairAt(file, file.current, offset);
    expect(pair && [pair.first.text, pair.second.text, pair.index]).toEqual(expected);
  });
});

describe('Going to a warning', () => {
  const firstStart = text.indexOf(stranger);
  test.each<[string, number, 1 | -1, number]>([
    ['goes on to the next', 0, 1, firstStart],
    ['goes on from one', firstStart, 1, second],
    ['goes around the end', second, 1, firstStart],
    ['goes back', second, -1, firstStart],
    ['goes around the start', 0, -1, second],
  ])('%s', async (_, offset, direction, expected) => {
    const found = (await checked()).session.results.get(uri)?.current;
    expect(found && nextWarning(found, offset, direction)?.second.start).toBe(expected);
  });

  test('goes nowhere without one', async () => {
    const found = (await checked(`${woke} ${ate}`)).session.results.get(uri)?.current;
    expect(found && nextWarning(found, 0, 1)).toBeUndefined();
  });
});

describe('A report', () => {
  const named = (each: string): { name: string; address: string } => ({ name: each.slice(folder.length + 1), address: each });

  test.each([
    ['markdown', 'markdown', /^# one\.md\n\n- Line 1, >?\d+ %: \*\*Revenue rose sharply\.\*\*/],
    ['csv', 'plaintext', /^one\.md,,1,1,18,1\.0000,warning,/m],
    ['sarif', 'json', /"version": "2\.1\.0"[^]*"1\.2\.3"[^]*file:\/\/\/book\/one\.md/],
  ] as const)('as %s', async (format, language, content) => {
    const report = exportFlow((await checked()).session.results, format, named, '1.2.3');
    expect(report).toEqual({ language, content: expect.stringMatching(content) as string });
  });

  test('is none before anything was checked', () => {
    const { results } = new FlowWindow().session;
    results.follow(uri);
    expect(exportFlow(results, 'csv', named, '1.2.3')).toBeUndefined();
  });

  test.each([
    ['csv', true],
    ['docx', false],
    [undefined, false],
  ])('as %s: %s', (format, expected) => {
    expect(isExportFormat(format)).toBe(expected);
  });
});
