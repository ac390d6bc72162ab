import path from 'node:path';
import { append } from '../../src/common/append.js';
import type { Device } from '../../src/common/devices.js';
import type { Command } from '../../src/cli/command.js';
import { goldenFolders } from '../golden/goldenFolders.js';
import { type GoldenEntry, measureGolden } from '../golden/measureGolden.js';
import { jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';

/** What a float32 graph must agree to, as a share of the largest absolute logit. */
const tolerance = 1e-3;

export const evalGoldenCommand: Command = {
  name: 'eval golden',
  operands: 'DIR…',
  operandCount: [1, Infinity],
  summary: 'Compares the float32 graphs of checkpoints with the values of a reference implementation.',
  details: `DIR holds config.json, model.safetensors and golden.safetensors, or folders that do. For each the JSON value lists
{folder, maxRelativeError, greedyEqual}; one that cannot be compared has nulls and an "error".
Exit code 1 when one cannot be compared, differs by more than ${tolerance}, or has other greedy tokens.`,
  options: {
    device: { value: 'cpu|webgpu', default: 'cpu', help: 'Where greedy search runs; logits are computed on the CPU.' },
    threads: { value: 'N', default: '0', help: 'Threads of the CPU; 0 leaves the choice to the engine.' },
    ...jsonOption,
  },
  async run(args, terminal) {
    const device = args.choice<Device>('device', ['cpu', 'webgpu']) ?? 'cpu';
    const threads = args.integer('threads', 0, 256) ?? 0;
    const folders: string[] = [];
    for (const operand of args.operands) append(folders, await goldenFolders(operand, terminal.workingFolder));
    const progress = new Progress(terminal, 'Folder', folders.length);
    const entries: GoldenEntry[] = [];
    for (const folder of folders) {
      progress.show(entries.length);
      const absolute = path.resolve(terminal.workingFolder, folder);
      entries.push(await measureGolden(absolute, folder, { device, threads, cancel: terminal.cancel }));
    }
    progress.clear();
    return { json: entries, text: () => entries.map(line).join(''), exitCode: entries.every(agrees) ? 0 : 1 };
  },
};

function agrees(entry: GoldenEntry): boolean {
  return entry.maxRelativeError !== null && entry.maxRelativeError <= tolerance && entry.greedyEqual !== false;
}

function line(entry: GoldenEntry): string {
  if (entry.error !== undefined) return `FAIL  ${entry.folder}: ${entry.error}\n`;
  const greedy = entry.greedyEqual === null ? '' : `, greedy tokens ${entry.greedyEqual ? 'equal' : 'differ'}`;
  return `${agrees(entry) ? 'ok  ' : 'FAIL'}  ${entry.folder}: largest relative error ${entry.maxRelativeError?.toExponential(2) ?? '–'}${greedy}\n`;
}
