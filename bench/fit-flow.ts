import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { PairSignalKind } from '../src/common/methods/scoring.js';
import { type CorpusDocument, corpusDocuments } from './flow/corpusDocuments.js';
import { readCorpusFile } from './flow/corpusFile.js';
import { fitModel } from './flow/fitModel.js';
import { type Fit, fitPage } from './flow/fitPage.js';
import { type FlowObservation, flowObservations } from './flow/flowObservations.js';
import { measureOpening, measureParagraph } from './flow/measureParagraphs.js';
import { parseMeasured } from './flow/measuredParagraph.js';
import { type Opening, openings } from './flow/openings.js';
import type { FlowModel } from '../src/writing/flow/score/flowModel.js';
import { withEmbeddedEngine } from './harness/embeddedEngine.js';
import { linesOf } from './harness/linesOf.js';
import { SharedWords, textsOf } from './flow/sharedWords.js';
import { type SpoiltParagraph, spoiltParagraphs } from './flow/spoiltParagraphs.js';

const usage = `Fits the score of the flow check. Three steps:

1. tsx bench/fit-flow.ts rows GROUP.txt… [--documents N] [--paragraphs M] [--exclude SET.jsonl]… > rows.jsonl
   takes M paragraphs (default 8) of each of N documents (default 60) of each corpus file, spread evenly over it, and puts a wrong sentence
   into each; none shares 13 words with an evaluation set. The file's name ends in its group, as train-docs.txt.
2. tsx bench/fit-flow.ts measure rows.jsonl [--encoder M] [--encoder-alone] > measured.jsonl
   lets the models rate the pairs of each paragraph, as it was spoilt and as it was written: some 3 seconds a row on two cores, a fifth of it
   with the encoder alone. Sets that need both models are fitted on the rows that both have measured.
3. tsx bench/fit-flow.ts fit measured.jsonl… --out src/writing/flow/score/flowModel.json [--page bench/flow/README.md]
   fits the coefficients, and writes how good they are on documents that were left out of the fit, with and without each feature.
   tsx bench/fit-flow.ts recalibrate measured.jsonl… --out src/writing/flow/score/flowModel.json [--page bench/flow/README.md] [--keep SET]…
        [--anew SET]…
   keeps the proportions of the coefficients in the file, and fits a factor and a bias for each set, thresholds and doubts: for models that were
   trained further, where a fit of all of them needs more rows than there are. Sets that are kept stay as they are; those that are named as
   anew are fitted without regard to the file.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    documents: { type: 'string', default: '60' },
    paragraphs: { type: 'string', default: '8' },
    exclude: { type: 'string', multiple: true, default: [] },
    encoder: { type: 'string', default: 'bert-base-uncased' },
    'encoder-alone': { type: 'boolean', default: false },
    out: { type: 'string' },
    page: { type: 'string' },
    anew: { type: 'string', multiple: true, default: [] },
    keep: { type: 'string', multiple: true, default: [] },
  },
});
const [step, ...files] = positionals;
if (step === 'rows' && files.length > 0) await printRows();
else if (step === 'measure' && files.length > 0) await printMeasured();
else if (step === 'fit' && files.length > 0 && values.out !== undefined) await fit(values.out);
else if (step === 'recalibrate' && files.length > 0 && values.out !== undefined) await recalibrate(values.out);
else {
  console.error(usage);
  process.exitCode = 2;
}

async function printRows(): Promise<void> {
  const excluded = await SharedWords.ofSets(values.exclude);
  for (const file of files) {
    const { group, text, random } = await readCorpusFile(file);
    const documents = usable([...corpusDocuments(text, group)], Number(values.paragraphs));
    const wanted = Math.min(Number(values.documents), documents.length - 1);
    let shared = 0;
    for (let nth = 0; nth < wanted; nth++) {
      const at = Math.floor(((nth + random()) * (documents.length - 1)) / wanted);
      const [document, other] = documents.slice(at, at + 2);
      if (document === undefined || other === undefined) continue;
      const count = Number(values.paragraphs);
      for (const row of [...spoiltParagraphs(document, count, other, random), ...openings(document, count, random)]) {
        if (excluded.isIn(textsOf(row))) shared++;
        else console.log(JSON.stringify(row));
      }
    }
    console.error(`${group}: ${wanted} of ${documents.length} documents; ${shared} rows left out that evaluation sets share.`);
  }
}

async function printMeasured(): Promise<void> {
  const signals: readonly PairSignalKind[] = values['encoder-alone'] ? ['next-sentence'] : ['next-sentence', 'surprisal'];
  await withEmbeddedEngine(values.encoder, async (engine) => {
    for (const line of await linesOf(files)) {
      const row = JSON.parse(line) as SpoiltParagraph | Opening;
      const measured = 'original' in row ? await measureParagraph(row, signals, engine) : [await measureOpening(row, signals, engine)];
      for (const paragraph of measured) console.log(JSON.stringify(paragraph));
    }
  });
}

async function fit(out: string): Promise<void> {
  const observations = await observed();
  const anew = await fitModel(observations);
  await writeFit(out, anew, anew, observations);
}

async function recalibrate(out: string): Promise<void> {
  const observations = await observed();
  const earlier = JSON.parse(await readFile(out, 'utf8')) as FlowModel;
  const known = earlier.sets.filter(({ name }) => !values.anew.includes(name));
  const { model, fitted } = await fitModel(observations, { ...earlier, sets: known });
  const kept = new Map(earlier.sets.filter(({ name }) => values.keep.includes(name)).map((set) => [set.name, set]));
  const sets = model.sets.map((set) => kept.get(set.name) ?? set);
  await writeFit(out, { model: { ...model, sets }, fitted }, await fitModel(observations), observations);
}

async function writeFit(out: string, embedded: Fit, anew: Fit, observations: readonly FlowObservation[]): Promise<void> {
  await writeFile(out, `${JSON.stringify(embedded.model, null, 2)}\n`);
  const page = await fitPage(embedded, anew, observations);
  if (values.page === undefined) console.log(page);
  else await writeFile(values.page, page);
}

async function observed(): Promise<FlowObservation[]> {
  const paragraphs = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap(parseMeasured);
  // Two sentences that have changed places both follow wrong ones; which of them is to blame nobody can say.
  return flowObservations(paragraphs.filter(({ spoiling }) => spoiling !== 'swapped'));
}

/** Documents long enough to take several paragraphs from. */
function usable(documents: readonly CorpusDocument[], paragraphs: number): CorpusDocument[] {
  return documents.filter((document) => document.paragraphs.filter((paragraph) => paragraph.length >= 5).length >= paragraphs);
}
