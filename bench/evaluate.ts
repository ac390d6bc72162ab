import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleAll } from '../scripts/packaging/bundle.js';
import { evaluations } from './evaluations/evaluation.js';
import { evaluationPage, type EvaluationReport } from './evaluations/evaluationPage.js';
import { clozeEval } from './harness/clozeEval.js';

const usage = `npm run eval -- [EVALUATION…] --eval DIR (or CLOZE_BENCH_EVAL)

Evaluates the embedded models on the sets in DIR, and keeps the reports in bench/evaluations. Hours on two cores, keystrokes most of them.
Evaluations: ${evaluations.map(({ name }) => name).join(', ')} (default: all)
--threads N        threads of the engine (default: 2)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { eval: { type: 'string' }, threads: { type: 'string', default: '2' } },
});
const folder = values.eval ?? process.env.CLOZE_BENCH_EVAL;
if (folder === undefined || positionals.some((wanted) => !evaluations.some(({ name }) => name === wanted))) {
  console.error(usage);
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const page = path.join(root, 'bench', 'evaluations', 'README.md');
const reportsFolder = path.join(root, 'bench', 'evaluations', 'reports');
const fileOf = (name: string): string => path.join(reportsFolder, `${name}.json`);

await bundleAll({ production: false });
await mkdir(reportsFolder, { recursive: true });
for (const { name, title, words } of evaluations) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.error(`${title} …`);
  const report = await clozeEval(root, Number(values.threads), words(folder));
  await writeFile(fileOf(name), `${JSON.stringify(report, null, 2)}\n`);
}
const reports = new Map<string, EvaluationReport>();
for (const { name } of evaluations) {
  const text = await readFile(fileOf(name), 'utf8').catch(() => undefined);
  if (text !== undefined) reports.set(name, JSON.parse(text) as EvaluationReport);
}
await writeFile(page, evaluationPage(reports));
