import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { type Classifying, classifying } from './classifying.js';

let at: Classifying;

beforeEach(async () => {
  at = classifying();
  at.window.files.put(at.window.uriOf('a.md'), 'pleasing');
  at.window.files.put(at.window.uriOf('b.md'), 'bad');
  at.window.files.put(at.window.uriOf('c.md'), '');
  at.window.person.answers('**/*.md');
  at.answerLabels();
  await at.window.run(commands.classify);
});

/** The labels in the order in which the table lists them. */
async function labels(): Promise<string[]> {
  return (await at.rows()).filter((row) => !row.startsWith('  ')).map((row) => row.split(' · ')[0] ?? '');
}

describe('The table of labels', () => {
  test.each([
    ['In the Order of the Texts', ['praise', 'blame', 'empty']],
    ['By Label', ['blame', 'empty', 'praise']],
  ])('sorts: %s', async (order, expected) => {
    at.window.person.answers(order);
    await at.window.run(commands.sortLabels);
    expect(new Set(await labels())).toEqual(new Set(expected));
    if (order !== 'By Label') expect(await labels()).toEqual(expected);
  });

  test('shows one label only, and all again', async () => {
    at.window.person.answers('blame', 'All Labels');
    await at.window.run(commands.filterLabels);
    expect(await labels()).toEqual(['blame']);
    await at.window.run(commands.filterLabels);
    expect(await labels()).toHaveLength(3);
  });

  test('opens the source of a row', async () => {
    const [first] = (await at.window.views.get('cloze.labels')?.nodes()) ?? [];
    expect(first?.item.command).toMatchObject({ command: 'vscode.open', title: 'Show in the Text' });
    expect(String(first?.item.command?.arguments?.[0])).toBe('file:///novel/a.md');
  });

  test('sums up what it holds', () => {
    expect(at.window.views.get('cloze.labels')?.message).toContain('3');
  });

  test('is emptied', async () => {
    await at.window.run(commands.clearLabels);
    expect(await labels()).toEqual([]);
    expect(at.window.ran.at(-1)).toEqual(['setContext', 'cloze.hasLabels', false]);
  });
});

describe('"Export Labels" saves', () => {
  test.each([
    ['labels.csv', /^file,line,label/m],
    ['labels.jsonl', /^\{.*"label":"praise"/m],
  ])('what the table shows as %s', async (name, expected) => {
    at.window.person.answers(at.window.uriOf(name));
    await at.window.run(commands.exportLabels);
    expect(at.window.files.textOf(at.window.uriOf(name))).toMatch(expected);
    expect(at.window.person.brief).toContain('Saved.');
  });

  test('the texts of one label as SARIF', async () => {
    at.window.person.answers(at.window.uriOf('labels.sarif'), 'blame');
    await at.window.run(commands.exportLabels);
    const sarif = JSON.parse(at.window.files.textOf(at.window.uriOf('labels.sarif')) ?? '') as { runs: [{ results: unknown[] }] };
    expect(sarif.runs[0].results).toHaveLength(1);
  });

  test.each([
    ['where no place is chosen', []],
    ['where no label is chosen for SARIF', [vscode.Uri.parse('file:///novel/labels.sarif')]],
  ])('nothing %s', async (_title, answers) => {
    const before = at.window.files.names;
    at.window.person.answers(...answers);
    await at.window.run(commands.exportLabels);
    expect(at.window.files.names).toEqual(before);
  });

  test('nothing on a full disk, and says so', async () => {
    at.window.files.refused.add('/novel');
    at.window.person.answers(at.window.uriOf('labels.csv'));
    await at.window.run(commands.exportLabels);
    expect(at.window.person.messages.at(-1)).toBe('The labels could not be saved: no space left. Choose another place and try again.');
    expect(at.window.logged.at(-1)).toContain('no space left');
    expect(at.window.files.names.join()).not.toContain('labels.csv');
  });
});

test('an empty table is not exported', async () => {
  const { window } = classifying();
  await window.run(commands.exportLabels);
  expect(window.person.brief).toEqual(['There are no labels to export yet.']);
  expect(window.person.asked).toEqual([]);
});
