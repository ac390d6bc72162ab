import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '../../src/common/devices.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { golden } from '../util/golden.js';

/** What a decoder says on a device, in the order of the calls. */
export interface DeviceRun {
  readonly greedy: readonly number[];
  readonly rated: readonly number[];
  readonly ranks: readonly number[];
  /** The best log-probability after an edit in the middle, and after each of two branches. */
  readonly edited: number;
  readonly branches: readonly number[];
  /** The hidden states of two sequences, which features are made of, and the best log-probability of a text that is read after them. */
  readonly states: readonly number[];
  readonly after: number;
}

/** Prefill, greedy steps, ratings, an edit, two branches that grow in turns, and hidden states, on one device. */
export async function deviceRun(name: string, device: Device, precision: Precision): Promise<DeviceRun> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  const checkpoint = await openCheckpoint(golden(name).folder);
  const decoder = await openDecoder(checkpoint, { precision, device, threads: 1, cacheFolder });
  try {
    const ids = golden(name).integers('input_ids') as Token[];
    const start = await decoder.prefill(ids.slice(0, 8), { top: 1 });
    const [rated] = await decoder.rate([{ branch: start.branch, tokens: ids.slice(8) }], 1);
    const greedy: Token[] = [start.next.tokens[0] as Token];
    let branch = start.branch;
    while (greedy.length < 24) {
      const [step] = await decoder.extend([{ branch, tokens: greedy.slice(-1) }], { top: 1 });
      if (step === undefined) throw new Error('A step of one branch returned none.');
      branch = step.branch;
      greedy.push(step.next.tokens[0] as Token);
    }
    const edited = await decoder.prefill([...ids.slice(0, 5), 3 as Token, ...ids.slice(6, 14)], { top: 1 });
    const two = [1, 2].map((token) => ({ branch: edited.branch, tokens: [token as Token] }));
    const first = await decoder.extend(two, { top: 1 });
    const grown = first.map((step) => ({ branch: step.branch, tokens: [4 as Token] }));
    const second = await decoder.extend(grown, { top: 1 });
    const states = await decoder.hiddenStates([ids.slice(0, 6), ids]);
    const after = await decoder.prefill(ids.slice(0, 8), { top: 1 });
    return {
      greedy,
      rated: [...(rated?.logprobs ?? [])],
      ranks: [...(rated?.ranks ?? [])],
      edited: edited.next.logprobs[0] as number,
      branches: [...first, ...second].map((step) => step.next.logprobs[0] as number),
      states: states.flatMap((rows) => [...rows]),
      after: after.next.logprobs[0] as number,
    };
  } finally {
    await decoder.dispose();
    await checkpoint.close();
    await rm(cacheFolder, { recursive: true });
  }
}
