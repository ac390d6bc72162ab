import { describe, expect, test } from 'vitest';
import type { Checkpoint, ReadyMade } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Decoder } from '../../src/engine/runtime/decoder.js';
import { openReadyDecoder, openReadyEncoder } from '../../src/engine/runtime/readyMade/openReadyMade.js';
import type { ReadyCheckpoint } from '../../src/engine/runtime/readyMade/readyModel.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { golden as goldenOf, type Golden } from '../util/golden.js';

const golden = (name: string): Golden => goldenOf(name, 'ready-made');

const options = { precision: undefined, threads: 1 };

async function readyCheckpoint(name: string): Promise<ReadyCheckpoint> {
  const checkpoint: Checkpoint = await openCheckpoint(golden(name).folder);
  return { name, readyMade: checkpoint.readyMade as ReadyMade };
}

function logSoftmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const total = most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
  return scores.map((score) => score - total);
}

function rowOf(name: string, output: string, width: number): (index: number) => number[] {
  const values = golden(name).floats(output);
  return (index) => values.slice(index * width, (index + 1) * width);
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expect(Math.max(...expected.map((value, index) => Math.abs(value - (actual[index] ?? NaN))))).toBeLessThan(1e-4);
}

describe('Ready-made graphs that continue texts say what Transformers says', () => {
  test.each(['bloom', 'codegen'])('%s', async (name) => {
    const decoder = await openReadyDecoder(await readyCheckpoint(name), options);
    try {
      const ids = golden(name).integers('input_ids') as Token[];
      const row = rowOf(name, 'logits', decoder.vocabularySize);
      const rated = ids.slice(1).map((token, index) => logSoftmax(row(index))[token] as number);

      const start = await decoder.prefill(ids.slice(0, 1), { top: 1, rate: [ids[1] as Token] });
      const [all] = await decoder.rate([{ branch: start.branch, tokens: ids.slice(1) }], 3);
      expectClose(all?.logprobs ?? [], rated);
      expectClose(start.next.rated, rated.slice(0, 1));

      const best = logSoftmax(row(15)).map((logprob, token) => ({ logprob, token })).sort((a, b) => b.logprob - a.logprob); // prettier-ignore
      const whole = await decoder.prefill(ids, { top: 5 });
      expect(whole.next.tokens).toEqual(best.slice(0, 5).map(({ token }) => token));
      expectClose(whole.next.logprobs, best.slice(0, 5).map(({ logprob }) => logprob)); // prettier-ignore
    } finally {
      await decoder.dispose();
    }
  });

  test.each(['bloom', 'codegen'])('%s, after edits, in branches and from what was read before', async (name) => {
    const checkpoint = await readyCheckpoint(name);
    const [decoder, fresh] = [await openReadyDecoder(checkpoint, options), await openReadyDecoder(checkpoint, options)];
    try {
      const ids = golden(name).integers('input_ids') as Token[];
      const edited = [...ids.slice(0, 6), 9 as Token, ...ids.slice(7, 12)];
      const { branch } = await decoder.prefill(ids, { top: 1 });
      await decoder.extend(
        [5, 6].map((token) => ({ branch, tokens: [token as Token] })),
        { top: 1 },
      );
      const after = await decoder.prefill(edited, { top: 97 });
      const grown = await decoder.extend(
        [7, 8].map((token) => ({ branch: after.branch, tokens: [token as Token] })),
        { top: 97 },
      );

      for (const [tokens, { next }] of [
        [edited, after],
        [[...edited, 7 as Token], grown[0] as { next: typeof after.next }],
        [[...edited, 8 as Token], grown[1] as { next: typeof after.next }],
      ] as const) {
        const alone = await readAlone(fresh, tokens);
        expect(next.tokens).toEqual(alone.tokens);
        expectClose(next.logprobs, [...alone.logprobs]);
      }
      expect(decoder.unread(edited)).toBe(0);
    } finally {
      await decoder.dispose();
      await fresh.dispose();
    }
  });
});

/** Reads a sequence of which nothing is in the cache: another one that shares no token is read before. */
async function readAlone(decoder: Decoder, tokens: readonly Token[]): Promise<{ tokens: readonly Token[]; logprobs: Float32Array }> {
  return (await decoder.prefill(tokens, { top: 97 })).next;
}

describe('Ready-made graphs that read whole texts say what Transformers says', () => {
  const sequence = (name: string): { tokens: Token[]; segments: number[] } => ({
    tokens: golden(name).integers('input_ids') as Token[],
    segments: golden(name).integers('token_type_ids'),
  });

  test('about gaps', async () => {
    const name = 'bert-masked-lm';
    const encoder = await openReadyEncoder(await readyCheckpoint(name), options);
    const logprobs = logSoftmax(rowOf(name, 'logits', encoder.vocabularySize)(4));
    const masks = [{ position: 4, rate: [20 as Token, 3 as Token] }];
    const [[found] = []] = await encoder.maskedDistributions([{ ...sequence(name), masks }], 97);
    expectClose(found?.rated ?? [], [logprobs[20] as number, logprobs[3] as number]);
    expectClose(
      found?.logprobs ?? [],
      [...logprobs].sort((a, b) => b - a),
    );
    expect(found?.rank).toBe(logprobs.filter((logprob) => logprob > (logprobs[20] as number)).length);
    await encoder.dispose();
  });

  test.each(['roformer-sequence', 'roformer-token'])('about labels: %s', async (name) => {
    const encoder = await openReadyEncoder(await readyCheckpoint(name), options);
    const [logits] = await encoder.labelLogits([sequence(name)]);
    expectClose(logits ?? [], golden(name).floats('logits'));
    expect(encoder.abilities.labels?.names).toEqual(['LABEL_0', 'LABEL_1', 'LABEL_2']);
    await encoder.dispose();
  });

  test('about answers', async () => {
    const name = 'bert-question-answering';
    const encoder = await openReadyEncoder(await readyCheckpoint(name), options);
    const [scores] = await encoder.labelLogits([sequence(name)]);
    const [start, end] = [golden(name).floats('start_logits'), golden(name).floats('end_logits')];
    expectClose(scores ?? [], start.flatMap((score, index) => [score, end[index] as number])); // prettier-ignore
    await encoder.dispose();
  });

  test('as vectors', async () => {
    const name = 'bert-vectors';
    const encoder = await openReadyEncoder(await readyCheckpoint(name), options);
    const row = rowOf(name, 'last_hidden_state', encoder.hiddenSize);
    const [first] = await encoder.features([sequence(name)], { layers: [encoder.layers], pooling: ['first'] });
    expectClose(first ?? [], row(0));
    const [asked] = await encoder.hiddenStates([{ ...sequence(name), asked: [2, 5] }], [encoder.layers]);
    expectClose(asked ?? [], [...row(2), ...row(5)]);
    await encoder.dispose();
  });
});
