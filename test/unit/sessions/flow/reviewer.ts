import type { PairSignalKind, RatePairsRequest, RatePairsResult } from '../../../../src/common/methods/scoring.js';
import type { FileResults } from '../../../../src/sessions/flow/fileResults.js';
import type { FileText } from '../../../../src/sessions/flow/fileText.js';
import { FlowResults } from '../../../../src/sessions/flow/flowResults.js';
import { FlowChecker } from '../../../../src/writing/flow/check/flowChecker.js';
import type { Mute } from '../../../../src/writing/flow/mutes/mute.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { reportedPairs } from '../../../../src/writing/flow/flowReport.js';
import { FakeClock } from '../../../util/fakeClock.js';

/** Follows from nothing, and nothing from it. */
export const stranger = 'Revenue rose sharply.';

/** Someone who checks files: what is open, what was muted, and a model to which everything follows but the stranger. */
export class Reviewer {
  readonly clock = new FakeClock();
  readonly open = new Map<string, string>();
  readonly failures: unknown[] = [];
  mutes: readonly Mute[] = [];
  /** Signals that no model can measure. */
  lacks: readonly PairSignalKind[] = [];
  /** How many pairs the model was asked about. */
  asked = 0;
  /** What happens when the model is asked. */
  onAsk: () => void = () => undefined;

  readonly results = new FlowResults({
    checker: new FlowChecker((request) => this.#rate(request)),
    clock: this.clock,
    mutes: {
      of: () => Promise.resolve({ mutes: this.mutes, shared: [], ownCount: this.mutes.length }),
      renew: () => Promise.resolve(),
    },
    t: inEnglish,
    openText: (uri) => {
      const text = this.open.get(uri);
      return text === undefined ? undefined : markdown(text);
    },
    visibleSpan: () => undefined,
    onFailure: (error) => this.failures.push(error),
  });

  #rate({ pairs, signals }: RatePairsRequest): Promise<RatePairsResult> {
    this.asked += pairs.length;
    this.onAsk();
    const missing = signals.filter((signal) => this.lacks.includes(signal)).map((signal) => ({ signal, reason: `No ${signal}.` }));
    const ratings = pairs.map(({ first, second }) => {
      const isOdd = first === stranger || second === stranger;
      return signals[0] === 'surprisal'
        ? { surprisal: { alone: 40, after: isOdd ? 48 : 22, tokens: 8 } }
        : { nextSentence: isOdd ? -4 : 3 };
    });
    return Promise.resolve({ ratings: missing.length > 0 ? [] : ratings, missing });
  }
}

export function markdown(text: string): FileText {
  return { text, language: 'markdown' };
}

/** The sentences that are warned about in a file as it is now; `undefined` where nothing is known about it. */
export function warnings(file: FileResults | undefined): string[] | undefined {
  const pairs = file?.current && reportedPairs(file.current.check.report);
  return pairs?.filter(({ verdict }) => verdict === 'warning').map(({ second }) => second.text);
}

/** The number of paragraphs of which something is known. */
export function checkedCount(file: FileResults | undefined): number {
  return file?.current?.check.report.sections.flatMap(({ paragraphs }) => paragraphs).length ?? 0;
}
