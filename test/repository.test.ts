import { describe, expect, test } from 'vitest';
import unitTests from '../vitest.config.js';
import { projectFiles, readProjectFile } from './util/projectFiles.js';
import editorTests from './ui/vitest.config.js';

const files = projectFiles();
const sources = files.filter((file) => /\.(ts|js|css|html)$/.test(file));
const texts = files.filter(
  (file) => /\.(ts|js|json|jsonl|md|py|css|html|svg|yml|txt)$|\.ci\/run$/.test(file) && !file.endsWith('tokenizer.json'),
);

describe('The repository', () => {
  test('every test file is found by a runner', () => {
    const host = 'test/host/*.test.ts';
    const patterns = [host, ...(unitTests.test?.include ?? []), ...(editorTests.test?.include ?? [])].map(globToRegExp);
    const tests = files.filter((file) => /\.(test|spec)\.[cm]?[jt]sx?$/.test(file));
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !patterns.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  test('no source file has more than 400 lines, tables of cases apart', () => {
    const written = sources.filter((file) => !file.endsWith('.cases.ts'));
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((file) => readProjectFile(file).split('\n').length > 400)).toEqual([]);
  });

  test('has texts to look at', () => {
    expect(texts.length).toBeGreaterThan(0);
  });

  test("no file names a folder of somebody's machine", () => {
    expect(
      texts.filter((file) => /(^|[\s"'`=(:[])(\/(work|root|home\/\w+|Users\/\w+)\/|[A-Z]:\\Users\\)/m.test(readProjectFile(file))),
    ).toEqual([]);
  });

  test('no file names a package registry', () => {
    expect(
      texts.filter((file) => /\b(registry\.(npmjs|yarnpkg)|pypi\.org\/simple|files\.pythonhosted)\b/.test(readProjectFile(file))),
    ).toEqual([]);
  });
});

/** Of globs, only the signs that the configurations use. */
function globToRegExp(glob: string): RegExp {
  const signs: Readonly<Record<string, string>> = { '**/': '(.+/)?', '*': '[^/]*', '.': '\\.' };
  return new RegExp(`^${glob.replaceAll(/\*\*\/|\*|\./g, (sign) => signs[sign] ?? sign)}$`);
}
