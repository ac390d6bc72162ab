import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { developerCommands } from '../bench/commands/all.js';
import { commandHelp, generalHelp } from '../src/cli/help.js';
import { projectFiles, readProjectFile } from './util/projectFiles.js';

/** What users do not read from Cloze: British spelling, and words for which VS Code has others. */
const british =
  /\b(learnt|spelt|(mis)?behaviours?|(un)?colour(s|ed|ing)?|favour\w*|neighbour\w*|honours?|centres?|grey(ed)?|licences?|(un)?labelled|modell(ed|ing)|travell\w+|(recogni|organi|normali|optimi|initiali|summari|quanti|minimi|maximi|capitali|tokeni|standardi|regulari)s(e[ds]?|ing|ations?))\b/gi;
const notOfTheEditor = /\b(carets?|nobody|whoever|anew|behind the (caret|cursor))\b/gi;

/** What stands in quotation marks or back-quotes in a page: names and examples, not the page's own words. */
const quoted = /`[^`\n]*`|```[\s\S]*?```/g;

const pages = ['README.md', 'CHANGELOG.md', ...projectFiles('docs').filter((file) => file.endsWith('.md'))];
/** Words that Cloze looks for in a text are not shown to anyone. */
const wordLists = ['src/prose/sentence/abbreviations.ts'];
const sources = projectFiles('src').filter((file) => file.endsWith('.ts') && !wordLists.includes(file));

const texts: readonly (readonly [string, () => readonly string[]])[] = [
  ...['package.nls.json', 'l10n/bundle.l10n.json'].map(
    (file) => [file, () => Object.values(JSON.parse(readProjectFile(file)) as Record<string, string>)] as const,
  ),
  ['the help of cloze', () => [generalHelp(developerCommands), ...developerCommands.map(commandHelp)]],
  ...pages.map((file) => [file, () => [readProjectFile(file).replaceAll(quoted, ' ')]] as const),
  ...sources.map((file) => [file, () => sentencesIn(file)] as const),
];

describe('What users read is spelled as in VS Code', () => {
  test.each(texts)('%s', (_, textsOf) => {
    expect(textsOf().flatMap(faultsIn)).toEqual([]);
  });

  test.each([
    ['What was learnt from your labelled texts', ['learnt', 'labelled']],
    ['The colour at the caret is grey', ['colour', 'grey', 'caret']],
    ['Cloze recognises behaviours', ['recognises', 'behaviours']],
    ['The cursor, a color, a model that was learned; an analysis, surprise, promise, otherwise', []],
  ])('%s: such words are noticed', (text, faults) => {
    expect(faultsIn(text)).toEqual(faults);
  });
});

function faultsIn(text: string): string[] {
  return [...(text.match(british) ?? []), ...(text.match(notOfTheEditor) ?? [])];
}

/** Texts in a source file that are sentences or parts of them: with a space in them, as no name has. */
function sentencesIn(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node); // prettier-ignore
    if (isText && /[A-Za-z] [A-Za-z]/.test(node.text) && !isWordList(node.text)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readProjectFile(file), ts.ScriptTarget.Latest, true));
  return found;
}

/** Whether a text is a list of words for the program, not for people: without a capital and a sign of a sentence. */
function isWordList(text: string): boolean {
  return !/[A-Z.,:;!?"]/.test(text) && text.split(' ').length > 8;
}
