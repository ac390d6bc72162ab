import { beforeEach, describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../../src/common/translate.js';
import { StoredMutes, type StoredMutesDependencies } from '../../../../../src/sessions/flow/mutes/storedMutes.js';
import type { FlowSentence } from '../../../../../src/writing/flow/document/flowDocument.js';
import { pairMute } from '../../../../../src/writing/flow/mutes/matchMutes.js';
import { FlowWindow, folder } from '../flowWindow.js';

const uri = `${folder}/one.md`;
const ignoreFile = `${folder}/.clozeignore`;
const sentence = (text: string): FlowSentence => ({ text, start: 0, end: text.length });
const [woke, rose, ate] = ['He woke at noon.', 'Revenue rose.', 'He ate his bread.'].map(sentence) as [
  FlowSentence,
  FlowSentence,
  FlowSentence,
];
const first = pairMute(woke.text, rose.text);
const second = pairMute(rose.text, ate.text);

let window: FlowWindow;
let mutes: StoredMutes;
beforeEach(() => {
  window = new FlowWindow();
  ({ mutes } = window.session);
});

describe("The writer's own mutes", () => {
  test('are those of their file, and stay for the next window', async () => {
    await mutes.add(uri, first);
    await mutes.add(`${folder}/two.md`, second);
    const next = new FlowWindow();
    next.stored = window.stored;
    expect((await next.session.mutes.of(uri)).mutes).toEqual([first]);
  });

  test('can be taken back one by one, and leave nothing', async () => {
    await mutes.add(uri, first);
    await mutes.add(uri, second);
    await mutes.remove(uri, first);
    expect((await mutes.of(uri)).mutes).toEqual([second]);
    await mutes.remove(uri, first);
    await mutes.remove(uri, second);
    expect(window.stored).toEqual({});
  });

  test('follow their text, and shared ones are not taken for own ones', async () => {
    await mutes.add(uri, first);
    await mutes.renew(uri, [second, first]);
    expect(window.stored).toEqual({ [uri]: [second] });
  });

  test('of a document that was never saved are kept nowhere', async () => {
    await mutes.add('untitled:Untitled-1', first);
    expect([(await mutes.of('untitled:Untitled-1')).mutes, window.stored]).toEqual([[first], {}]);
  });
});

describe('What is shared', () => {
  test('is a line in the .clozeignore of the folder, which comes after the own mutes', async () => {
    const line = await mutes.share(uri, first, [woke, rose]);
    await mutes.add(uri, second);
    expect(line).toMatch(/^pair \S+ \S+ one\.md {2}# "He woke at noon\." "Revenue rose\."$/);
    expect(window.disk.get(ignoreFile)).toBe(`${line}\n`);
    expect(await mutes.of(uri)).toEqual({ mutes: [second, first], shared: [{ mute: first, line: 0 }], ownCount: 1, file: ignoreFile });
  });

  test.each<[string, string, string]>([
    ['ends in a line end', '# Ours\n', '# Ours\n'],
    ['does not', '# Ours', '# Ours\n'],
  ])('goes on a line of its own where the file %s', async (_, before, kept) => {
    window.disk.set(ignoreFile, before);
    const line = await mutes.share(uri, first, [woke, rose]);
    expect(window.disk.get(ignoreFile)).toBe(`${kept}${line}\n`);
  });

  test('at the same time as something else is not lost', async () => {
    const lines = await Promise.all([mutes.share(uri, first, [woke, rose]), mutes.share(uri, second, [rose, ate])]);
    expect(window.disk.get(ignoreFile)).toBe(`${lines.join('\n')}\n`);
  });

  test('can be taken back, whatever was written around it meanwhile', async () => {
    const line = await mutes.share(uri, first, [woke, rose]);
    window.disk.set(ignoreFile, `# Ours\r\n${line}\r\ndrafts/\r\n`);
    await mutes.unshare(uri, line);
    await mutes.unshare(uri, line);
    expect(window.disk.get(ignoreFile)).toBe('# Ours\r\ndrafts/\r\n');
  });

  test('can be taken back by its line, but not while somebody edits the file', async () => {
    await mutes.share(uri, first, [woke, rose]);
    window.edited.add(ignoreFile);
    expect(await mutes.unshareLine(uri, 0)).toBe(false);
    window.edited.clear();
    expect([await mutes.unshareLine(uri, 7), await mutes.unshareLine(uri, 0)]).toEqual([false, true]);
    expect(window.disk.get(ignoreFile)).toBe('');
  });

  test('with a pattern leaves out the whole file', async () => {
    window.disk.set(ignoreFile, '*.md\n');
    expect(await mutes.of(uri)).toEqual({ mutes: [{ kind: 'file' }], shared: [], ownCount: 0, file: ignoreFile });
  });

  test('changes with the file on the disk', async () => {
    window.disk.set(ignoreFile, '*.md\n');
    await mutes.of(uri);
    window.disk.set(ignoreFile, '*.txt\n');
    expect((await mutes.of(uri)).mutes).toEqual([]);
  });

  test('needs a folder', async () => {
    const lost = 'file:///elsewhere/one.md';
    await expect(mutes.share(lost, first, [woke, rose])).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Open the folder of the document first: .clozeignore belongs in it.',
    });
    expect(await mutes.of(lost)).toEqual({ mutes: [], shared: [], ownCount: 0 });
  });
});

describe('Where the .clozeignore', () => {
  const failing = (change: Partial<StoredMutesDependencies['files']>): StoredMutes =>
    new StoredMutes({
      storage: { read: () => ({ [uri]: [second] }), write: () => Promise.resolve() },
      sharedIn: () => ({ file: ignoreFile, path: 'one.md' }),
      files: { read: () => Promise.resolve(''), write: () => Promise.resolve(), isEdited: () => false, ...change },
      t: inEnglish,
    });

  test("cannot be read, the writer's own mutes count", async () => {
    const stored = failing({ read: () => Promise.reject(new Error('No permission')) });
    expect((await stored.of(uri)).mutes).toEqual([second]);
  });

  test.each<[string, Partial<StoredMutesDependencies['files']>]>([
    ['read', { read: () => Promise.reject(new Error('No space')) }],
    ['written', { write: () => Promise.reject(new Error('No space')) }],
  ])('cannot be %s, that is said, and the next mute is tried all the same', async (_, change) => {
    let isBroken = true;
    const files = { read: () => Promise.resolve(''), write: () => Promise.resolve() };
    const stored = failing({
      read: (file) => (isBroken ? (change.read ?? files.read)(file) : files.read()),
      write: (file, text) => (isBroken ? (change.write ?? files.write)(file, text) : files.write()),
    });
    const message = '.clozeignore could not be written: No space. It is as it was before.';
    await expect(stored.share(uri, first, [woke, rose])).rejects.toMatchObject({ code: 'disk', message });
    isBroken = false;
    await expect(stored.share(uri, first, [woke, rose])).resolves.toMatch(/^pair /);
  });
});
