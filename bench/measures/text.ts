import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { goldenRules, goldenRulesKept } from '../text/goldenRules.js';
import { addCounts, noText, type TextCounts } from '../text/textCounts.js';

const languages: Readonly<Record<string, string>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.mdx': 'mdx',
  '.qmd': 'quarto',
  '.rmd': 'rmd',
  '.tex': 'latex',
  '.rst': 'restructuredtext',
  '.adoc': 'asciidoc',
  '.asciidoc': 'asciidoc',
  '.asc': 'asciidoc',
  '.typ': 'typst',
  '.txt': 'plaintext',
};

export const text: Measure = {
  name: 'text',
  title: 'What is read of real documents',
  method:
    'Of each 1,000 sentences that Cloze reads in the documents of a folder: those that begin with a small letter, since most of these have lost their start or were cut in two, and those with signs of markup left in them. Both also count what writers wrote so. Then the golden rules of sentence splitting that are kept.',
  async run({ documents }) {
    if (documents === undefined) return 'Name a folder of documents with --documents or CLOZE_BENCH_DOCUMENTS.';
    const counts = new Map<string, TextCounts>();
    for (const file of (await readdir(documents, { recursive: true })).sort()) {
      const language = languages[path.extname(file).toLowerCase()];
      if (language === undefined) continue;
      counts.set(language, addCounts(counts.get(language) ?? noText, await readFile(path.join(documents, file), 'utf8'), language));
    }
    const golden: Figure = { what: 'golden rules that are kept', unit: `of ${goldenRules.length}`, ours: goldenRulesKept() };
    return [...[...counts].flatMap(([language, found]) => figuresOf(language, found)), golden];
  },
};

function figuresOf(language: string, { documents, sentences, lowerCase, withSigns }: TextCounts): Figure[] {
  if (sentences === 0) return [];
  const figure = (what: string, count: number): Figure => ({
    what: `${language}: ${what}`,
    unit: '‰',
    ours: (1000 * count) / sentences,
    note: `${count} of ${sentences} sentences in ${documents} documents`,
  });
  return [figure('begin with a small letter', lowerCase), figure('hold signs of markup', withSigns)];
}
