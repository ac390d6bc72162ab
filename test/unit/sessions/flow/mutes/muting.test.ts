import { beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../../src/common/cancellation.js';
import { inEnglish } from '../../../../../src/common/translate.js';
import { type ChosenPair, pairAt } from '../../../../../src/sessions/flow/chosenPair.js';
import type { FileResults } from '../../../../../src/sessions/flow/fileResults.js';
import { muteChosen, type Muted, type MuteScope } from '../../../../../src/sessions/flow/mutes/muteChosen.js';
import { fileMutedBy, mutedAt } from '../../../../../src/sessions/flow/mutes/mutedBy.js';
import { type Unmuted, unmute, unmuteTitle } from '../../../../../src/sessions/flow/mutes/unmute.js';
import { FlowWindow, folder } from '../flowWindow.js';
import { stranger } from '../reviewer.js';

const uri = `${folder}/one.md`;
const text = `He woke at noon. ${stranger} He ate his bread.`;
const other = `The keeper lit the lamp. ${stranger}`;

let window: FlowWindow;
beforeEach(() => {
  window = new FlowWindow();
});

async function checked(source: string): Promise<FileResults> {
  window.disk.set(uri, source);
  await window.session.checkOf([{ uri }]).run(() => undefined, neverCancelled);
  return window.session.results.follow(uri);
}

/** The first stranger of a file. */
function chosen(file: FileResults): ChosenPair {
  const found = file.current ?? expect.fail('Nothing is known.');
  return pairAt(file, found, found.source.text.indexOf(stranger)) ?? expect.fail('There is no pair.');
}

function mute(file: FileResults, scope: MuteScope): Promise<Muted> {
  return muteChosen(chosen(file), scope, window.session.mutes, inEnglish);
}

/** What the writer takes back at the first stranger. */
function unmuteAt(file: FileResults): { title: string | undefined; done: Promise<Unmuted> } {
  const found = file.current ?? expect.fail('Nothing is known.');
  const by = mutedAt(found, found.source.text.indexOf(stranger), true);
  return { title: by && unmuteTitle(by, inEnglish), done: unmute(file, by, window.session.mutes) };
}

describe('Muting is quiet about', () => {
  const cases: [scope: MuteScope, what: string, left: number, message: string, title: string][] = [
    ['pair', 'a pair of sentences', 1, 'Muted this pair of sentences: Cloze no longer warns about it.', 'Unmute This Pair of Sentences'],
    ['block', 'a paragraph', 1, 'Muted this paragraph: Cloze no longer warns about its sentences.', 'Unmute This Paragraph'],
    ['file', 'a file', 0, 'Muted this file: Cloze no longer checks its flow.', 'Unmute This File'],
    ['shared', 'a pair, for everyone', 1, 'Muted this pair of sentences for everyone: .clozeignore has a new line.', 'Unmute for Everyone, in .clozeignore'], // prettier-ignore
  ];

  test.each(cases)('%s: %s, says so, and can be undone', async (scope, _, left, message) => {
    const file = await checked(`${text}\n\n${other}`);
    const muted = await mute(file, scope);
    expect([window.warned(uri).length, muted.message]).toEqual([left, message]);
    await muted.undo();
    expect(window.warned(uri).length).toBe(2);
  });

  test.each(cases)('%s: %s, until it is unmuted', async (scope, _what, _left, _message, title) => {
    const file = await checked(`${text}\n\n${other}`);
    await mute(file, scope);
    const unmuted = unmuteAt(file);
    expect([unmuted.title, await unmuted.done]).toEqual([title, { kind: 'done' }]);
    expect(window.warned(uri).length).toBe(2);
  });
});

describe('Unmuting leaves to the writer', () => {
  test('nothing to do where nothing is muted', async () => {
    expect(await unmuteAt(await checked(text)).done).toEqual({ kind: 'nothing' });
  });

  test('a comment in the text', async () => {
    const comment = '<!-- cloze-ignore-next -->';
    const source = `He woke at noon. ${comment} ${stranger} He ate his bread.`;
    const unmuted = unmuteAt(await checked(source));
    expect(unmuted.title).toBe('Show the Comment That Mutes This Warning');
    const start = source.indexOf(comment);
    expect(await unmuted.done).toMatchObject({ kind: 'comment', span: { start, end: start + comment.length } });
  });

  test('a pattern of .clozeignore', async () => {
    window.disk.set(`${folder}/.clozeignore`, '*.md\n');
    expect(await unmuteAt(await checked(text)).done).toEqual({ kind: 'line', file: `${folder}/.clozeignore` });
  });

  test('a line of a .clozeignore that is being edited', async () => {
    const file = await checked(text);
    await mute(file, 'shared');
    window.edited.add(`${folder}/.clozeignore`);
    expect(await unmuteAt(file).done).toEqual({ kind: 'line', file: `${folder}/.clozeignore` });
    expect(window.warned(uri)).toEqual([]);
  });
});

test('The light bulb of a muted file shows only where it is asked for', async () => {
  const file = await checked(text);
  await mute(file, 'file');
  const found = file.current ?? expect.fail('Nothing is known.');
  expect([mutedAt(found, 3, false), mutedAt(found, 3, true)]).toEqual([undefined, fileMutedBy(found)]);
});
