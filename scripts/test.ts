import { mkdir } from 'node:fs/promises';
import { inRoot } from './paths.js';
import { defaultSteps, steps, type StepName } from './testing/steps.js';
import { failedOnce, sum, type Tally } from './testing/tally.js';

/** npm test [-- <step> …]: all checks and tests, or some; what failed is named again at the end, then how long each took, and the last line is their sum. */
const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(steps, name));
if (unknown !== undefined) {
  console.error(`There is no step ${unknown}. Steps: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}

await mkdir(inRoot('test-results'), { recursive: true });
const tallies: Tally[] = [];
const durations: string[] = [];
for (const name of names.length > 0 ? (names as StepName[]) : defaultSteps) tallies.push(await runStep(name));
const { passed, failures, unsteady = [] } = sum(tallies);
if (unsteady.length > 0) console.log(`\nPassed only when tried again:\n${unsteady.map((name) => ` ~ ${name}`).join('\n')}\n`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => ` ✗ ${failure}`).join('\n')}\n`);
console.log(`Seconds: ${durations.join(', ')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** One step that breaks does not keep the others from running. */
async function runStep(name: StepName): Promise<Tally> {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const tally = await steps[name]().catch((error: unknown) => {
    console.error(error instanceof Error && error.cause === undefined ? error.message : error);
    return failedOnce(`${name} could not be run.`);
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  durations.push(`${name} ${seconds}`);
  console.log(`── ${name}: ${tally.passed} passed, ${tally.failures.length} failed in ${seconds} s`);
  return tally;
}
