import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A work in two halves: what is learned, and what is written then. */
export interface Work {
  readonly name: string;
  readonly learned: string;
  readonly written: string;
}

/** The works of a folder, a text file each, in the order of their names. Each is cut at the paragraph that is nearest to its middle. */
export async function readWorks(folder: string, limit = Infinity): Promise<Work[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  const works: Work[] = [];
  for (const name of names.slice(0, limit))
    works.push(halved(path.basename(name, '.txt'), await readFile(path.join(folder, name), 'utf8')));
  return works;
}

/** Parts of a text, evenly spread, each beginning with a paragraph. */
export function passagesOf(text: string, count: number, length: number): string[] {
  const starts = [0, ...[...text.matchAll(/\n\s*\n/g)].map(({ index, 0: gap }) => index + gap.length)].filter(
    (at) => at + length <= text.length,
  );
  const chosen = Array.from({ length: Math.min(count, starts.length) }, (_, nth) => starts[Math.floor((nth * starts.length) / count)] ?? 0);
  return [...new Set(chosen)].map((at) => text.slice(at, at + length));
}

function halved(name: string, text: string): Work {
  const gap = text.indexOf('\n\n', text.length / 2);
  const middle = gap < 0 ? Math.floor(text.length / 2) : gap;
  return { name, learned: text.slice(0, middle), written: text.slice(middle).trimStart() };
}
