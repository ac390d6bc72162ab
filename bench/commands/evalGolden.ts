import path from 'node:path';
import { append } from '../../src/common/append.js';
import type { Device } from '../../src/common/methods/lifecycle.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { Command } from '../../src/cli/command.js';
import { goldenFolders } from '../golden/goldenFolders.js';
import { type GoldenEntry, measureGolden } from '../golden/measureGolden.js';
import { jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';

/**
 * What a graph must agree to, as a share of the largest absolute output. In 8 and 4 bits activations are rounded, and so are weights that are
 * not stored in blocks of codes. On tiny models of random weights, which spread errors as no trained ones do, much of that comes out again: up
 * to 0.05 where a file's own codes are kept, 0.19 in 8 bits and 0.82 in 4 where weights are rounded.
 */
const tolerances: Readonly<Record<Precision, number>> = { float32: 1e-3, int8: 0.25, int4: 1 };

export const evalGoldenCommand: Command = {
  name: 'eval golden',
  operands: 'DIR…',
  operandCount: [1, Infinity],
  summary: 'Compares the graphs of checkpoints with the values of a reference implementation.',
  details: `DIR holds golden.safetensors beside config.json and model.safetensors, or beside a GGUF file, or folders that do. For each the
JSON value lists {folder, maxRelativeError, greedyEqual}; one that cannot be compared has nulls and an "error".
Exit code 1 when one cannot be compared, or differs by more than ${tolerances.float32} in float32, ${tolerances.int8} in int8 and ${tolerances.int4} in int4
of its largest output, or has other greedy tokens in float32.`,
  options: {
    device: { value: 'cpu|webgpu', default: 'cpu', help: 'Where greedy search runs; logits are computed on the CPU.' },
    precision: { value: 'float32|int8|int4', default: 'float32', help: 'How the weights of the layers are held.' },
    threads: { value: 'N', default: '0', help: 'Threads of the CPU; 0 leaves the choice to the engine.' },
    ...jsonOption,
  },
  async run(args, terminal) {
    const device = args.choice<Device>('device', ['cpu', 'webgpu']) ?? 'cpu';
    const precision = args.choice<Precision>('precision', ['float32', 'int8', 'int4']) ?? 'float32';
    const agrees = (entry: GoldenEntry): boolean => isWithin(entry, precision);
    const threads = args.integer('threads', 0, 256) ?? 0;
    const folders: string[] = [];
    for (const operand of args.operands) append(folders, await goldenFolders(operand, terminal.workingFolder));
    const progress = new Progress(terminal, 'Folder', folders.length);
    const entries: GoldenEntry[] = [];
    for (const folder of folders) {
      progress.show(entries.length);
      const absolute = path.resolve(terminal.workingFolder, folder);
      entries.push(await measureGolden(absolute, folder, { device, precision, threads, cancel: terminal.cancel }));
    }
    progress.clear();
    return { json: entries, text: () => entries.map((each) => line(each, agrees(each))).join(''), exitCode: entries.every(agrees) ? 0 : 1 };
  },
};

function isWithin({ maxRelativeError, greedyEqual }: GoldenEntry, precision: Precision): boolean {
  return maxRelativeError !== null && maxRelativeError <= tolerances[precision] && (greedyEqual !== false || precision !== 'float32');
}

function line(entry: GoldenEntry, isRight: boolean): string {
  if (entry.error !== undefined) return `FAIL  ${entry.folder}: ${entry.error}\n`;
  const greedy = entry.greedyEqual === null ? '' : `, greedy tokens ${entry.greedyEqual ? 'equal' : 'differ'}`;
  return `${isRight ? 'ok  ' : 'FAIL'}  ${entry.folder}: largest relative error ${entry.maxRelativeError?.toExponential(2) ?? '–'}${greedy}\n`;
}
