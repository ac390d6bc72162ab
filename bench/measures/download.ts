import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { FileHub } from '../harness/fileHub.js';
import { inTurns } from '../harness/inTurns.js';
import type { Measure } from '../harness/measure.js';
import { ratioOfPairs, summarise } from '../harness/statistics.js';

const run = promisify(execFile);
const model = 'bench/large';
const weights = 'model.safetensors';

export const download: Measure = {
  name: 'download',
  title: 'Downloading a model',
  method:
    'Megabytes per second for one file of a gigabyte from a server on this machine, with `cloze models pull` and with curl. Ours starts its process, asks for the listing, hashes what arrives, and writes it to the disk for good; curl only writes it.',
  async run(context) {
    const hasCurl = await run('curl', ['--version']).then(
      () => true,
      () => false,
    );
    if (!hasCurl) return 'Install curl, to compare with.';
    const megabytes = context.quick ? 64 : 1024;
    const folder = await mkdtemp(path.join(tmpdir(), 'cloze-bench-download-'));
    try {
      await writeFile(path.join(folder, 'config.json'), '{"model_type":"llama"}');
      await writeFile(path.join(folder, 'tokenizer.json'), '{}');
      await writeRandom(path.join(folder, weights), megabytes);
      const hub = await FileHub.start(model, folder, ['config.json', 'tokenizer.json', weights]);
      const home = path.join(folder, 'home');
      const rate = async (work: () => Promise<unknown>): Promise<number> => {
        await rm(home, { recursive: true, force: true });
        await mkdir(home);
        const started = performance.now();
        await work();
        return megabytes / ((performance.now() - started) / 1000);
      };
      const env = { ...process.env, HOME: home, USERPROFILE: home, HF_ENDPOINT: hub.endpoint, HF_HOME: path.join(home, 'hf') };
      const ours = (): Promise<unknown> =>
        run(process.execPath, [path.join(context.root, 'dist', 'cli.js'), 'models', 'pull', model], { env });
      const theirs = (): Promise<unknown> => run('curl', ['-sS', '-o', path.join(home, weights), hub.addressOf(model, weights)]);
      try {
        const rounds = context.quick ? 1 : 5;
        const [own = [], curl = []] = await inTurns(rounds, [() => rate(ours), () => rate(theirs)]);
        const peer = { name: 'curl', value: summarise(curl) };
        return [
          { what: 'one large file', unit: 'MB/s', ours: summarise(own), peer, ratio: ratioOfPairs(own, curl), target: { atLeast: 0.9 } },
        ];
      } finally {
        await hub.stop();
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** A file of mebibytes that no compression makes smaller. */
async function writeRandom(file: string, mebibytes: number): Promise<void> {
  const handle = await open(file, 'w');
  const part = Buffer.alloc(1024 * 1024);
  for (let written = 0; written < mebibytes; written++) await handle.write(randomFillSync(part));
  await handle.close();
}
