import { describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../../src/common/translate.js';
import { changedTarget, changedTargets, type Repository } from '../../../../../src/sessions/flow/targets/changedTargets.js';
import { folderTargets, isProseFile, maxFiles } from '../../../../../src/sessions/flow/targets/checkTargets.js';
import { folderChoices } from '../../../../../src/sessions/flow/targets/folderChoices.js';

describe('Files of prose are known by their names', () => {
  test.each([
    ['file:///book/one.md', true],
    ['file:///book/ONE.MD', true],
    ['file:///book/paper.tex', true],
    ['vscode-vfs://github/a/b/one.md?ref=main#top', true],
    ['file:///book/one.ts', false],
    ['file:///book/md', false],
    ['file:///book/notes.md/one', false],
  ])('%s: %s', (uri, expected) => {
    expect(isProseFile(uri)).toBe(expected);
  });
});

describe('Of a folder', () => {
  const files = (count: number): string[] => Array.from({ length: count }, (_, index) => `file:///book/${index}.md`);

  test('all files are checked', () => {
    expect(folderTargets(files(2), 'book', inEnglish)).toEqual({ targets: files(2).map((uri) => ({ uri })) });
  });

  test('without files of prose that is said', () => {
    expect(folderTargets([], 'book', inEnglish)).toEqual({ targets: [], note: 'There are no text files in "book".' });
  });

  test('with very many only the first ones are checked, which is said', () => {
    const { targets, note } = folderTargets(files(maxFiles + 1), 'book', inEnglish);
    expect([targets.length, note]).toEqual([maxFiles, 'This folder has more than 500 text files. Only the first 500 are checked.']);
  });
});

describe('Folders to choose from', () => {
  test('are the open one, then those in it that have prose, with the number of their files', () => {
    const files = ['file:///book/a.md', 'file:///book/two/b.md', 'file:///book/two/deep/c.md', 'file:///book/one/d.md'];
    expect(folderChoices('file:///book', files)).toEqual([
      { folder: 'file:///book', fileCount: 4 },
      { folder: 'file:///book/one', fileCount: 1 },
      { folder: 'file:///book/two', fileCount: 2 },
      { folder: 'file:///book/two/deep', fileCount: 1 },
    ]);
  });

  test.each(['file:///', 'file:///book/'])('end at %s', (root) => {
    expect(folderChoices(root, [`${root}one/a.md`])).toEqual([
      { folder: root.slice(0, -1), fileCount: 1 },
      { folder: `${root}one`, fileCount: 1 },
    ]);
  });

  test('are only the open one where there is no prose', () => {
    expect(folderChoices('file:///book', [])).toEqual([{ folder: 'file:///book', fileCount: 0 }]);
  });
});

describe('What has changed since the last commit is checked', () => {
  const committed: Record<string, string> = { 'file:///a/one.md': 'He came.\nHe left.\n', 'file:///a/old.md': 'It rained.\n' };
  const repository: Repository = {
    refresh: () => Promise.resolve(),
    changes: () => [
      { uri: 'file:///a/one.md', original: 'file:///a/one.md' },
      { uri: 'file:///a/new.md', original: 'file:///a/old.md' },
      { uri: 'file:///a/code.ts', original: 'file:///a/code.ts' },
    ],
    unsaved: () => ['file:///a/draft.md', 'file:///a/one.md'],
    committed: (uri) => (uri in committed ? Promise.resolve(committed[uri] ?? '') : Promise.reject(new Error('Not there'))),
  };

  test('in all files of prose, saved or not, each once', async () => {
    const targets = await changedTargets(repository);
    expect(targets.map(({ uri }) => uri)).toEqual(['file:///a/one.md', 'file:///a/new.md', 'file:///a/draft.md']);
  });

  test('after the repository was looked at again', async () => {
    let isFresh = false;
    const stale: Repository = {
      ...repository,
      refresh: () => Promise.resolve(void (isFresh = true)),
      changes: () => (isFresh ? repository.changes() : []),
    };
    expect((await changedTargets(stale)).length).toBe(3);
  });

  test.each<[string, string, string, unknown]>([
    ['the changed lines of a file', 'file:///a/one.md', 'He came.\nHe slept.\n', [{ start: 9, end: 18 }]],
    ['nothing of one that is as it was', 'file:///a/one.md', 'He came.\nHe left.\n', []],
    ['the changed lines of one that has another name now', 'file:///a/new.md', 'It rained.\n', []],
    ['all of one that was never committed', 'file:///a/draft.md', 'He came.\n', undefined],
  ])('%s', async (_, uri, text, expected) => {
    const spans = await changedTarget(repository, uri).within?.(text);
    if (Array.isArray(expected) && expected.length > 0) expect(spans).toEqual([expect.objectContaining({ start: 9 })]);
    else expect(spans).toEqual(expected);
  });
});
