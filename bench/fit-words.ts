import { parseArgs } from 'node:util';
import { weights } from '../src/engine/features/fill/ranking.js';
import { corpusDocuments } from './flow/corpusDocuments.js';
import { readCorpusFile } from './flow/corpusFile.js';
import { SharedWords } from './flow/sharedWords.js';
import { withEmbeddedEngine } from './harness/embeddedEngine.js';
import { linesOf } from './harness/linesOf.js';
import { type Choice, chances, fitConditionalLogit, meanLoss } from './words/conditionalLogit.js';
import { type ClozeRow, maskedWords } from './words/maskedWords.js';
import { type WordChoice, weightNames, wordChoice } from './words/wordChoice.js';

const usage = `Fits the weights by which suggested words are put in order (src/engine/features/fill/ranking.ts). Three steps:

1. tsx bench/fit-words.ts rows GROUP.txt… [--documents N] [--words M] [--exclude SET.jsonl]… > rows.jsonl
   takes M words (default 2) out of each of N documents (default 150) of each corpus file, spread evenly over it; none shares 13 words with an
   evaluation set. The file's name ends in its group, as train-docs.txt.
2. tsx bench/fit-words.ts measure rows.jsonl > choices.jsonl
   asks both models for ten words at each place; rows whose word is not among them are left out.
3. tsx bench/fit-words.ts fit choices.jsonl
   prints the weights, and how good they and those in use are on folds that were left out of the fit.
`;

const folds = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '150' },
    words: { type: 'string', default: '2' },
    exclude: { type: 'string', multiple: true, default: [] },
  },
});
const [step, ...files] = positionals;
if (step === 'rows' && files.length > 0) await printRows();
else if (step === 'measure' && files.length > 0) await printMeasured();
else if (step === 'fit' && files.length > 0) await fit();
else {
  console.error(usage);
  process.exitCode = 2;
}

async function printRows(): Promise<void> {
  const excluded = await SharedWords.ofSets(values.exclude);
  for (const file of files) {
    const { group, text, random } = await readCorpusFile(file);
    const documents = [...corpusDocuments(text, group)];
    const wanted = Math.min(Number(values.documents), documents.length);
    for (let nth = 0; nth < wanted; nth++) {
      const document = documents[Math.floor(((nth + random()) * documents.length) / wanted)];
      const rows = document ? maskedWords(document, Number(values.words), random) : [];
      for (const row of rows) if (!excluded.isIn(row.before + row.answer + row.after)) console.log(JSON.stringify(row));
    }
  }
}

async function printMeasured(): Promise<void> {
  const sign = '[MASK]';
  await withEmbeddedEngine('bert-base-uncased', async (engine) => {
    for (const line of await linesOf(files)) {
      const { group, before, answer, after } = JSON.parse(line) as ClozeRow;
      const places = [{ offset: before.length, length: sign.length }];
      const result = await engine.fillMask({ text: before + sign + after, places, top: 10, maxPieces: 4, vote: true });
      const choice = wordChoice(group, answer, result);
      if (choice) console.log(JSON.stringify(choice));
    }
  });
}

async function fit(): Promise<void> {
  const choices = (await linesOf(files)).map((line) => JSON.parse(line) as WordChoice);
  const fitted = await fitConditionalLogit(choices);
  const fold = (index: number): number => index % folds;
  const left = await Promise.all(
    Array.from({ length: folds }, (_, each) => fitConditionalLogit(choices.filter((_, index) => fold(index) !== each))),
  );
  console.log(`${choices.length} masked words`);
  console.log(`fitted  ${weightNames.map((name, at) => `${name} ${fitted[at]?.toFixed(3)}`).join(', ')}`);
  console.log(figures('fitted, on what was left out', choices, (index) => left[fold(index)] ?? []));
  const used = weightNames.map((name) => weights[name]);
  console.log(figures('in use', choices, () => used));
  console.log(figures('encoder alone', choices, () => [1, 0, 0]));
}

function figures(title: string, choices: readonly Choice[], weightsOf: (index: number) => readonly number[]): string {
  const first = choices.filter((choice, index) => {
    const own = chances(choice, weightsOf(index));
    return own[choice.right] === Math.max(...own);
  });
  const loss = choices.reduce((sum, choice, index) => sum + meanLoss([choice], weightsOf(index)), 0) / choices.length;
  return `${title}: first ${(first.length / choices.length).toFixed(4)}, loss ${loss.toFixed(4)}`;
}
