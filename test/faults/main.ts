import { parseArgs } from 'node:util';
import { reportLines, runFaults } from './runFaults.js';

/**
 * npm run faults [-- --cases N] [--seed N]: breaks things in thousands of ways and prints what was found. With a seed alone it runs that
 * case; without one it starts from the time, so that each run tries others.
 */
const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const first = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
const cases = Number(values.cases ?? (values.seed === undefined ? 3000 : 1));
console.log(`Seeds ${first} to ${first + cases - 1}.`);
const report = await runFaults(first, cases, (done, failure) => {
  if (failure !== undefined) console.log(`Seed ${failure.seed} (${failure.kind}) failed: ${String(failure.error)}`);
  if (done % 100 === 0) console.log(`${done} of ${cases}`);
});
for (const line of reportLines(report)) console.log(line);
process.exit(report.failures.length === 0 ? 0 : 1);
