import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bundleAll } from '../../scripts/packaging/bundle.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';

const things = ['soup', 'film', 'novel', 'hotel', 'concert', 'phone', 'teacher', 'garden', 'coffee', 'jacket', 'museum', 'train ride'];

/** What stands beside each text, with signs that a reader of tables stumbles over. */
const note = `"A note with ""quotes"" and\na break. ${'It is what tables of true life have beside their texts. '.repeat(175)}"`;

/** Prints the most memory that the process had, in kilobytes, as its last line. */
const tellPeak = `data:text/javascript,${encodeURIComponent("import{writeSync}from'node:fs';process.on('exit',()=>writeSync(2,'\\npeak '+process.resourceUsage().maxRSS))")}`;

export const bigTable: Measure = {
  name: 'big-table',
  title: 'Labels of a table of any size',
  method:
    'The command line labels the rows of CSV tables of 10 MB and of 1 GB, each row with a text and a note of 10,000 characters. The texts repeat, so that reading and writing take the time, not the model. Memory is the most that the process had.',
  async run(context) {
    const folder = await mkdtemp(path.join(tmpdir(), 'cloze-bench-'));
    try {
      await bundleAll({ production: false });
      await writeFile(path.join(folder, 'train.csv'), Readable.from(rows(24)));
      await cloze(context, folder, ['train', 'train.csv', '--text-column', 'text', '--label-column', 'label', '--out', 'head.json']);
      const small = await labelled(context, folder, 1e7);
      const large = await labelled(context, folder, context.quick ? 2e7 : 1e9);
      return [figure('10 MB', small), { ...figure('1 GB', large), note: `${(large.megabytes - small.megabytes).toFixed(0)} MB more than for 10 MB; ${large.seconds.toFixed(0)} s` }]; // prettier-ignore
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Use {
  readonly megabytes: number;
  readonly seconds: number;
}

function figure(size: string, { megabytes }: Use): Figure {
  return { what: `memory while labelling ${size}`, unit: 'MB', ours: megabytes, target: { atMost: 500 } };
}

async function labelled(context: BenchContext, folder: string, bytes: number): Promise<Use> {
  context.log(`A table of ${bytes / 1e6} MB …`);
  await pipeline(Readable.from(rows(bytes / (note.length + 60))), createWriteStream(path.join(folder, 'rows.csv')));
  return cloze(context, folder, ['classify', 'rows.csv', '--text-column', 'text', '--head', 'head.json', '--output', 'labelled.csv']);
}

function* rows(count: number): Generator<string> {
  yield 'note,text,label\n';
  for (let row = 0; row < count; row++) {
    const thing = things[Math.floor(row / 2) % things.length] ?? '';
    yield `${note},${row % 2 === 0 ? `"What a wonderful ${thing}, I loved every bit of it.",praise` : `The ${thing} was a terrible disappointment.,blame`}\n`;
  }
}

/** Runs the command as it is packaged. */
function cloze({ root, threads }: BenchContext, cwd: string, words: readonly string[]): Promise<Use> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', tellPeak, path.join(root, 'dist', 'cli.js'), ...words, '--threads', String(threads)], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let messages = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (messages += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      const peak = /peak (\d+)$/.exec(messages)?.[1];
      if (code !== 0 || peak === undefined) reject(new Error(`cloze ${words[0] ?? ''} ended with code ${String(code)}: ${messages}`));
      else resolve({ megabytes: (Number(peak) * 1024) / 1e6, seconds: (performance.now() - started) / 1000 });
    });
  });
}
