import { installPeers } from '../peers/install.js';
import { benchText } from '../harness/text.js';
import { inTurns } from '../harness/inTurns.js';
import type { BenchContext } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile, ratioOfPairs, summarise } from '../harness/statistics.js';
import type { Side } from '../sides/side.js';
import { startSide } from '../sides/startSide.js';

/** Token sequences for one timing; no two begin alike, so that no cache helps. */
export type FreshTokens = (count: number) => number[];

export interface Rivals {
  readonly cloze: Side;
  /** llama.cpp without and with flash attention. */
  readonly rivals: readonly { readonly name: string; readonly side: Side }[];
  readonly freshTokens: FreshTokens;
}

/** Opens both sides on the same model, runs `measure`, and closes them. A sentence where the GGUF file was not named. */
export async function againstLlamaCpp(
  context: BenchContext,
  measure: (rivals: Rivals) => Promise<readonly Figure[]>,
): Promise<readonly Figure[] | string> {
  const { gguf, model, threads, cacheFolder } = context;
  if (gguf === undefined) return 'Name the GGUF file of the model with --gguf or CLOZE_BENCH_GGUF to compare with llama.cpp.';
  installPeers('node-llama-cpp');
  const shared = { threads, contextLength: 2048, cacheFolder };
  const cloze = startSide('cloze.ts');
  const rivals = [false, true].map((flashAttention) => ({ flashAttention, side: startSide('llamaCpp.ts') }));
  try {
    await cloze.open({ ...shared, model, flashAttention: false });
    const named: { name: string; side: Side }[] = [];
    for (const { flashAttention, side } of rivals) {
      const { name, version } = await side.open({ ...shared, model: gguf, flashAttention });
      named.push({ name: `${name} ${version}${flashAttention ? ', flash attention' : ''}`, side });
    }
    const [first] = named;
    const text = (await first?.side.tokenize(await benchText(context.root))) ?? [];
    let beginning = 1000;
    const freshTokens: FreshTokens = (count) => [beginning++, ...repeated(text, count - 1)];
    return await measure({ cloze, rivals: named, freshTokens });
  } finally {
    for (const side of [cloze, ...rivals.map((rival) => rival.side)]) await side.close();
  }
}

/**
 * Times one task on all sides in turns, and sets ours beside the faster rival.
 * @param time gives one side's time for tokens that are new to it
 */
export async function compare(
  { cloze, rivals, freshTokens }: Rivals,
  rounds: number,
  length: number,
  time: (side: Side, tokens: readonly number[]) => Promise<number>,
): Promise<Pick<Figure, 'unit' | 'ours' | 'peer' | 'ratio' | 'note'>> {
  const sequences = Array.from({ length: rounds }, () => freshTokens(length));
  const tasks = [cloze, ...rivals.map((rival) => rival.side)].map((side) => (round: number) => time(side, sequences[round] ?? []));
  await inTurns(
    1,
    tasks.map((_, index) => () => time([cloze, ...rivals.map((rival) => rival.side)][index] ?? cloze, freshTokens(length))),
  );
  const [ours = [], ...theirs] = await inTurns(rounds, tasks);
  const ranked = rivals
    .map(({ name }, index) => ({ name, times: theirs[index] ?? [] }))
    .sort((a, b) => quantile(a.times, 0.5) - quantile(b.times, 0.5));
  const [best, other] = ranked;
  if (best === undefined) throw new Error('There is no rival to compare with.');
  return {
    unit: 'ms',
    ours: summarise(ours),
    peer: { name: best.name, value: summarise(best.times) },
    ratio: ratioOfPairs(ours, best.times),
    ...(other === undefined ? {} : { note: `${other.name}: ${quantile(other.times, 0.5).toFixed(1)} ms` }),
  };
}

function repeated(tokens: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] ?? 0);
}
