import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { corpusRows } from './acceptance/corpusRows.js';
import { crossValidated } from './acceptance/crossValidation.js';
import { observationsOf, parseFeatureRows } from './acceptance/featureRows.js';
import { readCorpusFile } from './flow/corpusFile.js';
import { linesOf } from './harness/linesOf.js';
import { fitLogistic, type LogisticModel } from './acceptance/logisticRegression.js';
import { type Reliability, reliability } from './acceptance/reliability.js';
import { onRawFeatures, scalesOf, standardised } from './acceptance/standardise.js';

const usage = `Fits the estimate of the chance that a writer takes a suggestion. Three steps:

1. tsx bench/fit-acceptance.ts rows GROUP.txt… [--count N] [--exclude SET.jsonl]… > rows.jsonl
   takes N passages (default 40) of each corpus file, none that an evaluation set holds; the file's name ends in its group, as valid-docs.txt.
2. node dist/cli-dev.js eval keystrokes rows.jsonl --quietness all --features features.jsonl
3. tsx bench/fit-acceptance.ts fit features.jsonl [--penalty L2] [--out models.json]
   prints the coefficients for src/engine/decode/acceptanceModel.ts, and how reliable they are on texts that they were not fitted on.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '40' },
    exclude: { type: 'string', multiple: true, default: [] },
    penalty: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const [step, ...files] = positionals;
if (step === 'rows' && files.length > 0) await printRows();
else if (step === 'fit' && files.length > 0) await fit();
else {
  console.error(usage);
  process.exitCode = 2;
}

async function printRows(): Promise<void> {
  const excluded = (await linesOf(values.exclude)).map((line) => (JSON.parse(line) as { text: string }).text);
  for (const file of files) {
    const { group, text } = await readCorpusFile(file);
    const rows = corpusRows(text, group, Number(values.count), excluded);
    for (const row of rows) console.log(JSON.stringify(row));
  }
}

async function fit(): Promise<void> {
  const rows = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap(parseFeatureRows);
  const all = Object.keys(rows[0]?.features ?? {});
  const names = all.filter((name) => new Set(rows.map(({ features }) => features[name])).size > 1);
  if (names.length < all.length)
    console.log(`Always the same here, so left out: ${all.filter((name) => !names.includes(name)).join(', ')}`);
  const penalty = Number(values.penalty);
  const models: Record<string, Record<string, number>> = {};
  for (const event of ['whole', 'firstWord'] as const) {
    const raw = observationsOf(rows, names, event);
    const scales = scalesOf(raw);
    const data = standardised(raw, scales);
    models[event] = named(onRawFeatures(await fitLogistic(data, penalty), scales), names);
    console.log(`${event}: ${raw.filter(({ happened }) => happened).length} of ${raw.length} suggestions`);
    console.log(reliabilityTable(reliability(await crossValidated(data, penalty))));
  }
  console.log(JSON.stringify(models, null, 2));
  if (values.out !== undefined) await writeFile(values.out, `${JSON.stringify(models, null, 2)}\n`);
}

function named({ intercept, weights }: LogisticModel, names: readonly string[]): Record<string, number> {
  const rounded = (value: number): number => Number(value.toPrecision(4));
  return { bias: rounded(intercept), ...Object.fromEntries(names.map((name, i) => [name, rounded(weights[i] ?? 0)])) };
}

function reliabilityTable({ bins, brier, calibrationError }: Reliability): string {
  const lines = bins.map(
    ({ from, to, count, predicted, observed }) =>
      `  ${from.toFixed(1)}–${to.toFixed(1)}  ${String(count).padStart(6)}  predicted ${predicted.toFixed(3)}  observed ${observed.toFixed(3)}`,
  );
  return `${lines.join('\n')}\n  Brier score ${brier.toFixed(4)}, calibration error ${calibrationError.toFixed(4)}, on texts that were left out of the fit`;
}
