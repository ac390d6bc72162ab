import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A finding of axe-core, as far as a failed test should show it. */
export interface Violation {
  readonly id: string;
  readonly nodes: readonly string[];
}

/**
 * Runs axe-core in a page, or in a frame of one.
 * @param rules all that axe has unless some are named
 */
export async function findViolations(evaluate: (script: string) => Promise<unknown>, rules?: readonly string[]): Promise<Violation[]> {
  await evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const results = (await evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`) }));
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}
