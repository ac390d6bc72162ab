import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectFiles, readProjectFile } from './util/projectFiles.js';

/** Words that a reader has to guess at, with what to write. */
const words: readonly (readonly [word: RegExp, instead: string, except?: RegExp])[] = [
  [/\b(?:nobody|somebody|whoever)\b/i, 'say what happens: no caller, the caller, a writer'],
  [/\banew\b/i, 'again'],
  [/\bbehind the (?:caret|cursor)\b/i, 'after the caret'],
  [/ behind\b/i, 'after', /^src\/(?:sessions\/flow|writing\/flow|engine\/(?:graph|features\/pairs))\//],
  [/\bgoOn\b/, 'advance, continue'],
  [/\b(?:retold|wasteful|onwards|takers)\b/, 'realign, overcommit, expand, consumers'],
  [
    /\b(?:most|fewest)(?:Words|Tokens|Bytes|Rows|Files|Labels|Places|Steps|Characters|Sentences|Positions|Texts|Examples)\b/,
    'max… or min…',
  ],
];

/** Words that Cloze looks for in texts. */
const vocabularies = ['src/prose/sentence/abbreviations.ts', 'src/writing/flow/signals/pronouns.ts'];

const sources = ['src', 'media']
  .flatMap((folder) => projectFiles(folder))
  .filter((file) => file.endsWith('.ts') && !vocabularies.includes(file));

describe('Names and comments use the words of their field', () => {
  test.each(words.map(([word, instead, except]) => ({ word, instead, except })))('$word', ({ word, instead, except }) => {
    const found = sources
      .filter((file) => except?.test(file) !== true)
      .flatMap((file) => [...namesAndComments(readProjectFile(file))].filter((text) => word.test(text)).map((text) => `${file}: ${text}`));
    expect(found, `Write instead: ${instead}`).toEqual([]);
  });

  test('in what is said and in what is named, not in what a person writes', () => {
    const source = "/** Nobody asks. */\nconst mostWords = 'Somebody went on.'; // anew\n";
    expect([...namesAndComments(source)]).toEqual(['/** Nobody asks. */', 'mostWords', '// anew']);
  });
});

function* namesAndComments(source: string): Generator<string> {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, source);
  const wanted = new Set([ts.SyntaxKind.Identifier, ts.SyntaxKind.SingleLineCommentTrivia, ts.SyntaxKind.MultiLineCommentTrivia]);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (wanted.has(kind)) yield scanner.getTokenText();
  }
}
