import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { MeasureResult } from './result.js';
import { benchPage } from './table.js';

/**
 * Writes results into `bench/results`, and `bench/README.md` over all that are there, old ones included.
 * @param order the names of the measures in the order of the page; others come last
 */
export async function keepResults(root: string, results: readonly MeasureResult[], order: readonly string[]): Promise<void> {
  const folder = path.join(root, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  for (const result of results) await writeFile(path.join(folder, `${result.measure}.json`), `${JSON.stringify(result, null, 2)}\n`);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const all = await Promise.all(files.map(async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8')) as MeasureResult));
  const place = ({ measure }: MeasureResult): number => (order.includes(measure) ? order.indexOf(measure) : order.length);
  await writeFile(path.join(root, 'bench', 'README.md'), benchPage(all.sort((a, b) => place(a) - place(b))));
}
