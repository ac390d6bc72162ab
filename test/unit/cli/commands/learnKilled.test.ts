import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAdapter } from '../../../../src/engine/features/learn/adapter/adapterFolder.js';
import { readLearned } from '../../../../src/engine/features/learn/learnedFolder.js';
import { besidePackages, bundledScript } from '../../../util/bundledScript.js';
import { golden } from '../../../util/golden.js';
import { tinyTokenizer } from '../../../util/tinyTokenizer.js';
import { pages } from '../../engine/features/learn/adapter/tinyWriter.js';

let script: string;
let place: string;
/** What a run gives that is left alone. */
let whole: Awaited<ReturnType<typeof learned>>;
beforeAll(async () => {
  script = await bundledScript('src/cli/main.ts', besidePackages, 'cloze-for-learning');
  place = await mkdtemp(join(tmpdir(), 'cloze-killed-'));
  await mkdir(join(place, 'tiny'));
  for (const name of ['config.json', 'model.safetensors']) {
    await cp(join(golden('writer-llama', 'training').folder, name), join(place, 'tiny', name));
  }
  await writeFile(join(place, 'tiny', 'tokenizer.json'), JSON.stringify(tinyTokenizer));
  await writeFile(join(place, 'tale.txt'), pages.repeat(4));
  whole = await learned('whole');
});
afterAll(() => rm(place, { recursive: true, force: true }));

interface Run {
  /** Ends it as a system does that has no memory left. */
  readonly kill: () => void;
  /** What it printed, or the signal that ended it. */
  readonly end: Promise<string>;
}

function learn(name: string): Run {
  const words = ['learn', join(place, 'tale.txt'), '--out', join(place, name, 'out'), '--with', 'both', '--model', join(place, 'tiny'), '--threads', '1', '--json']; // prettier-ignore
  const env = { ...process.env, CLOZE_CACHE: join(place, name, 'cache') };
  const child = spawn(process.execPath, [script, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return {
    kill: () => child.kill('SIGKILL'),
    end: once(child, 'close').then(([, signal]: unknown[]) => (typeof signal === 'string' ? signal : said)),
  };
}

/** All files of a run, by their paths in its folder. */
async function files(name: string): Promise<string[]> {
  const entries = await readdir(join(place, name), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(join(place, name).length + 1));
}

interface Figures {
  readonly figures: object;
  readonly adapter: { readonly steps: number; readonly figures: object };
}

async function learned(name: string): Promise<Pick<Figures, 'figures'> & Figures['adapter']> {
  const said = await learn(name).end;
  expect(said).toMatch(/^\{/);
  const { figures, adapter } = JSON.parse(said) as Figures;
  return { figures: { ...figures, adapter: adapter.figures }, steps: adapter.steps };
}

describe.skipIf(process.platform === 'win32')('cloze learn that is killed', () => {
  test.each<[string, string, (file: string) => boolean]>([
    ['while the graph of the model is built', 'building', (file) => file.startsWith('cache')],
    ['once the words are kept', 'words', (file) => file === join('out', 'learned.cloze')],
    ['while the style is trained', 'training', (file) => file.startsWith(join('cache', 'training')) && file.endsWith('.safetensors')],
    ['while the style is written', 'adapter', (file) => file.startsWith(join('out', 'adapter'))],
  ])('%s leaves nothing half-used, and comes out the same when it is run again', async (_, name, isReached) => {
    const run = learn(name);
    await expect.poll(async () => (await files(name)).some(isReached), { interval: 2, timeout: 60_000 }).toBe(true);
    run.kill();
    await run.end;
    const out = join(place, name, 'out');
    expect((await readLearned(out)).state).not.toBe('damaged');
    expect((await readAdapter(out)).state).not.toBe('damaged');
    expect(await learned(name)).toEqual(whole);
    const left = (await files(name)).filter((file) => /\.(?:part|unfinished)$/.test(file) || file.startsWith(join('cache', 'training')));
    expect(left).toEqual([]);
  });
});
