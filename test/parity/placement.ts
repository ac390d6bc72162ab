import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Device } from '../../src/common/devices.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import type { FloatType } from '../../src/engine/graph/onnx/graphBuilder.js';
import { swiftShaderEnvironment } from './swiftShader.js';

/** A graph of a small checkpoint. */
export interface PlacedGraph {
  readonly name: string;
  readonly device: Device;
  readonly precision: Precision;
  readonly numbers: FloatType;
}

/** Where ONNX Runtime says that it runs a graph. */
export interface Placement {
  /** The operators on the processor, in alphabetical order. */
  readonly onProcessor: readonly string[];
  /** How many nodes are on the device, without those that copy. */
  readonly onDevice: number;
  /** How many nodes copy a value to the device or back in each step. */
  readonly copies: number;
}

/** What marks the log of a graph. */
export const mark = 'placement of ';

/** How many graphs a process opens, and for how long it may: a software device that hangs costs one of them. */
const perProcess = 24;
const milliseconds = 120_000;

/** Opens graphs on SwiftShader, and reads from ONNX Runtime's log where it puts each node. Nothing is computed. */
export async function placements(graphs: readonly PlacedGraph[]): Promise<Map<PlacedGraph, Placement>> {
  const found = new Map<PlacedGraph, Placement>();
  for (let at = 0; at < graphs.length; at += perProcess) {
    const some = graphs.slice(at, at + perProcess);
    const logs = await openInProcess(some).catch(() => openInProcess(some));
    for (const [index, graph] of some.entries()) found.set(graph, readPlacement(logs[index] ?? ''));
  }
  return found;
}

/** @returns the log of each graph */
async function openInProcess(graphs: readonly PlacedGraph[]): Promise<string[]> {
  const script = join(import.meta.dirname, 'placementProcess.ts');
  const { stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, JSON.stringify(graphs)], {
    env: { ...process.env, ...swiftShaderEnvironment(), NODE_OPTIONS: '' },
    maxBuffer: 2 ** 28,
    timeout: milliseconds,
    killSignal: 'SIGKILL',
  });
  return stderr.split(mark).slice(1);
}

function readPlacement(log: string): Placement {
  const found = new Map<string, string[]>();
  let nodes: string[] = [];
  let alone = 0;
  for (const line of log.split('\n')) {
    const [, all, provider, count] = /(All nodes|Node\(s\)) placed on \[(\w+)\]\. Number of nodes: (\d+)/.exec(line) ?? [];
    if (provider !== undefined) {
      nodes = [];
      found.set(provider, nodes);
      if (all === 'All nodes') alone = Number(count);
    } else {
      const [, operator] = /VerifyEachNodeIsAssignedToAnEp\] {3}(\w+) \(/.exec(line) ?? [];
      if (operator !== undefined) nodes.push(operator);
    }
  }
  if (found.size === 0) throw new Error(`ONNX Runtime says nothing about placement: ${log.slice(0, 2000)}`);
  const processor = found.get('CPUExecutionProvider') ?? [];
  const device = [...found].filter(([provider]) => provider !== 'CPUExecutionProvider').flatMap(([, operators]) => operators);
  const copies = device.filter((operator) => operator.startsWith('Memcpy')).length;
  return { onProcessor: processor.toSorted(), onDevice: alone || device.length - copies, copies };
}
