import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { seededCoins } from '../src/engine/decode/seededCoins.js';
import { type CorpusDocument, corpusDocuments } from './flow/corpusDocuments.js';
import { SharedWords } from './flow/sharedWords.js';
import { spoiltParagraphs } from './flow/spoiltParagraphs.js';

const usage = `Fits the score of the flow check. Three steps:

1. tsx bench/fit-flow.ts rows GROUP.txt… [--documents N] [--paragraphs M] [--exclude SET.jsonl]… > rows.jsonl
   takes M paragraphs (default 8) of each of N documents (default 60) of each corpus file, spread evenly over it, and puts a wrong sentence
   into each; none shares 13 words with an evaluation set. The file's name ends in its group, as train-docs.txt.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '60' },
    paragraphs: { type: 'string', default: '8' },
    exclude: { type: 'string', multiple: true, default: [] },
  },
});
const [step, ...files] = positionals;
if (step === 'rows' && files.length > 0) await printRows();
else {
  console.error(usage);
  process.exitCode = 2;
}

async function printRows(): Promise<void> {
  const sets = await Promise.all(values.exclude.map((file) => readFile(file, 'utf8')));
  const excluded = new SharedWords(sets.flatMap((set) => set.split('\n').filter(Boolean)).map((line) => textsOf(JSON.parse(line))));
  for (const file of files) {
    const group = path.basename(file, '.txt').split('-').at(-1) ?? 'other';
    const random = seededCoins(group.length * 1000 + group.charCodeAt(0));
    const documents = usable([...corpusDocuments(await readFile(file, 'utf8'), group)], Number(values.paragraphs));
    const wanted = Math.min(Number(values.documents), documents.length - 1);
    let shared = 0;
    for (let nth = 0; nth < wanted; nth++) {
      const at = Math.floor(((nth + random()) * (documents.length - 1)) / wanted);
      const [document, other] = documents.slice(at, at + 2);
      if (document === undefined || other === undefined) continue;
      for (const row of spoiltParagraphs(document, Number(values.paragraphs), other, random)) {
        if (excluded.isIn(row.original.join(' ')) || excluded.isIn(row.sentences[row.intruder] ?? '')) shared++;
        else console.log(JSON.stringify(row));
      }
    }
    console.error(`${group}: ${wanted} of ${documents.length} documents; ${shared} paragraphs left out that evaluation sets share.`);
  }
}

/** Documents long enough to take several paragraphs from. */
function usable(documents: readonly CorpusDocument[], paragraphs: number): CorpusDocument[] {
  return documents.filter((document) => document.paragraphs.filter((paragraph) => paragraph.length >= 5).length >= paragraphs);
}

/** All texts in a JSON value. */
function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(textsOf).join(' ') : '';
}
