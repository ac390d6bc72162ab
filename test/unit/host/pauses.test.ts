import { beforeEach, describe, expect, test } from 'vitest';
import { Pauses } from '../../../src/host/pauses.js';
import { FakeClock } from '../../util/fakeClock.js';

const hour = 3_600_000;
const chapter = 'file:///novel/part/one.md';

let clock: FakeClock;
let stored: unknown;
let changes: number;

/** Pauses of the workspace, as a window has them that was just opened. */
function opened(): Pauses {
  const pauses = new Pauses({
    storage: { read: () => stored, write: (value) => void (stored = JSON.parse(JSON.stringify(value))) },
    date: () => 1_700_000_000_000 + clock.now(),
    clock,
  });
  pauses.onDidChange(() => changes++);
  return pauses;
}

beforeEach(() => {
  clock = new FakeClock();
  stored = undefined;
  changes = 0;
});

describe('Cloze does nothing on its own', () => {
  test('in a file that is off, and in no other', () => {
    const pauses = opened();
    pauses.toggleFile(chapter);
    expect(pauses.of(chapter)).toEqual({ kind: 'file' });
    expect(pauses.of('file:///novel/part/two.md')).toBeUndefined();
    pauses.toggleFile(chapter);
    expect(pauses.of(chapter)).toBeUndefined();
  });

  test('in a folder that is off and in those inside it, but in none that is only called alike', () => {
    const pauses = opened();
    expect(pauses.toggleFolderOf('file:///novel/a.md')).toEqual({ folder: 'file:///novel', isOff: true });
    expect(pauses.of(chapter)).toEqual({ kind: 'folder', folder: 'file:///novel' });
    expect(pauses.of('file:///novel-notes/a.md')).toBeUndefined();
    expect(pauses.toggleFolderOf(chapter)).toEqual({ folder: 'file:///novel', isOff: false });
    expect(pauses.of(chapter)).toBeUndefined();
  });

  test('but not in the folder of a document that was never saved', () => {
    const pauses = opened();
    expect(pauses.toggleFolderOf('untitled:Untitled-1')).toBeUndefined();
    expect(changes).toBe(0);
  });

  test('for an hour, which ends by itself', async () => {
    const pauses = opened();
    pauses.pauseFor(hour);
    await clock.advance(hour - 1);
    expect(pauses.of(chapter)).toMatchObject({ kind: 'time' });
    expect(pauses.of()).toMatchObject({ kind: 'time' });
    expect(changes).toBe(1);
    await clock.advance(1);
    expect(pauses.of(chapter)).toBeUndefined();
    expect(changes).toBe(2);
    expect(clock.pending).toBe(0);
  });

  test('no longer, once the hour is taken back', () => {
    const pauses = opened();
    pauses.pauseFor(hour);
    pauses.resume();
    expect(pauses.of(chapter)).toBeUndefined();
    expect(clock.pending).toBe(0);
  });
});

describe('What is off', () => {
  test('is off in the next window as well, the hour for the rest of it', async () => {
    const pauses = opened();
    pauses.toggleFile(chapter);
    pauses.pauseFor(hour);
    pauses.dispose();
    await clock.advance(hour / 2);
    const next = opened();
    expect(next.of(chapter)).toEqual({ kind: 'file' });
    await clock.advance(hour / 2 - 1);
    expect(next.until).toBeDefined();
    await clock.advance(1);
    expect(next.until).toBeUndefined();
  });

  test('is forgotten for a document without a file, whose name another one will have', () => {
    opened().toggleFile('untitled:Untitled-1');
    expect(opened().of('untitled:Untitled-1')).toBeUndefined();
  });

  test.each([[null], ['x'], [{ files: 3, folders: [7], until: 'soon' }], [{ until: Infinity }]])(
    'is nothing where %j was stored',
    (value) => {
      stored = value;
      expect(opened().of(chapter)).toBeUndefined();
    },
  );
});
