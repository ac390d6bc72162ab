import { expect, test } from 'vitest';
import { projectFiles, readProjectFile } from '../../util/projectFiles.js';

/** Calls of the editor's translator, by either name: its first argument is a sentence in single quotes. */
const call = /\b(?:l10n\.)?t\(\s*'((?:[^'\\]|\\.)*)'/g;

/** The sentences that the code shows. */
function sentences(): Set<string> {
  const files = ['src/common', 'src/prose', 'src/writing', 'src/learning', 'src/report', 'src/sessions', 'src/host', 'src/providers']
    .flatMap((folder) => projectFiles(folder))
    .filter((file) => file.endsWith('.ts'));
  const found = files.flatMap((file) => [...readProjectFile(file).matchAll(call)].map((match) => match[1] ?? ''));
  return new Set(found.map((sentence) => sentence.replaceAll("\\'", "'")));
}

test('Translators get every sentence that the code shows, and no other', () => {
  const bundle = JSON.parse(readProjectFile('l10n/bundle.l10n.json')) as Readonly<Record<string, string>>;
  expect(Object.keys(bundle).sort()).toEqual([...sentences()].sort());
  for (const [key, english] of Object.entries(bundle)) expect(english).toBe(key);
});
