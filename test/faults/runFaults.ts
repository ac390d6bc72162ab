import type { FaultKind } from './faultKind.js';
import { cancelStorm } from './kinds/cancelStorm.js';
import { channelGarbage } from './kinds/channelGarbage.js';
import { damagedCache } from './kinds/damagedCache.js';
import { hostileText } from './kinds/hostileText.js';
import { killedProcess } from './kinds/killedProcess.js';
import { killedSharedProcess } from './kinds/killedSharedProcess.js';
import { memorySlope } from './kinds/memorySlope.js';
import { mutatedGguf } from './kinds/mutatedGguf.js';
import { mutatedModel } from './kinds/mutatedModel.js';
import { SeededRandom } from './seededRandom.js';
import { Workshop } from './workshop.js';

const kinds: readonly FaultKind[] = [
  mutatedModel,
  mutatedGguf,
  hostileText,
  damagedCache,
  channelGarbage,
  killedProcess,
  killedSharedProcess,
  cancelStorm,
  memorySlope,
];
const shares = kinds.reduce((sum, { share }) => sum + share, 0);

/** A case that found a fault. */
export interface Failure {
  readonly seed: number;
  readonly kind: string;
  readonly error: unknown;
}

/** What a run of cases found. */
export interface FaultReport {
  /** Cases of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** In the order of their seeds. */
  readonly failures: readonly Failure[];
}

/**
 * Runs the cases of the seeds from `first` on. The same seed is the same case, whatever ran before.
 * @param progress is told of each case that is done, and why it failed where it did
 */
export async function runFaults(
  first: number,
  count: number,
  progress: (done: number, failure?: Failure) => void = () => undefined,
): Promise<FaultReport> {
  const workshop = await Workshop.open();
  const counts: Record<string, number> = Object.fromEntries(kinds.map(({ name }) => [name, 0]));
  const failures: Failure[] = [];
  try {
    for (let seed = first; seed < first + count; seed++) {
      const kind = kindOf(seed);
      counts[kind.name] = (counts[kind.name] ?? 0) + 1;
      const failure = await kind.run(new SeededRandom(seed), workshop).then(
        () => undefined,
        (error: unknown): Failure => ({ seed, kind: kind.name, error }),
      );
      if (failure !== undefined) failures.push(failure);
      progress(seed + 1 - first, failure);
    }
  } finally {
    await workshop.close();
  }
  return { counts, failures };
}

/** The report as lines for people: counts, and the first failing seed with its reason. */
export function reportLines({ counts, failures }: FaultReport): string[] {
  const lines = Object.entries(counts).map(([kind, count]) => {
    const failed = failures.filter((failure) => failure.kind === kind).length;
    return `${String(count).padStart(6)}  ${kind}${failed === 0 ? '' : `: ${failed} failed`}`;
  });
  const [first] = failures;
  if (first === undefined) return [...lines, 'No fault was found.'];
  const reason = first.error instanceof Error ? (first.error.stack ?? first.error.message) : String(first.error);
  return [...lines, `The first failing seed is ${first.seed} (${first.kind}); npm run faults -- --seed ${first.seed} repeats it.`, reason];
}

/** Kinds take turns by their shares, so that a hundred seeds in a row have all of them. */
function kindOf(seed: number): FaultKind {
  // The golden ratio scatters the kinds.
  let place = (((seed * 0.618_033_988_75) % 1) + 1) % 1;
  place *= shares;
  return kinds.find(({ share }) => (place -= share) < 0) ?? mutatedModel;
}
