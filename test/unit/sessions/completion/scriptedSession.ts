import { type CancellationToken, neverCancelled } from '../../../../src/common/cancellation.js';
import { cancelledError, ClozeError } from '../../../../src/common/clozeError.js';
import type { CompletionRecord } from '../../../../src/common/completionRecord.js';
import type {
  CompleteRequest,
  CompleteResult,
  Completion,
  CompletionPiece,
  WarmRequest,
  WarmResult,
} from '../../../../src/common/methods/completion.js';
import { AcceptanceBias } from '../../../../src/sessions/completion/acceptanceBias.js';
import { CompletionSession, type Query } from '../../../../src/sessions/completion/completionSession.js';
import { FakeClock } from '../../../util/fakeClock.js';

export const debounceMs = 100;
const usage = { model: 'm', device: 'cpu', contextTokens: 1, reusedTokens: 0, prefillMs: 1, decodeMs: 1, decodedTokens: 1 } as const;

/** An engine that continues what it is told to, after a time; it takes one request after the other, as the real one does. */
class ScriptedEngine {
  readonly asked: string[] = [];
  readonly requests: CompleteRequest[] = [];
  readonly cancelled: string[] = [];
  /** What was read without a question. */
  readonly warmed: string[] = [];
  answerAfterMs = 0;
  /** Whether answers come from the last sentences alone. */
  isBrief = false;
  /** What comes with each answer for a writer who goes on otherwise. */
  ahead: NonNullable<CompleteResult['ahead']> = [];
  /** What it tells of an answer before it is whole, and when. */
  readonly pieces: { readonly afterMs: number; readonly text: string }[] = [];

  constructor(
    private readonly clock: FakeClock,
    readonly script: Record<string, readonly Completion[]>,
  ) {}

  complete(
    request: CompleteRequest,
    token: CancellationToken = neverCancelled,
    report?: (piece: CompletionPiece) => void,
  ): Promise<CompleteResult> {
    const { before } = request.context;
    this.asked.push(before);
    this.requests.push(request);
    return new Promise((resolve, reject) => {
      const answer = (): void => {
        const candidates = this.script[before];
        if (candidates === undefined) reject(new ClozeError({ code: 'internal', message: `Nothing for "${before}".` }));
        else {
          const used = { ...usage, ...(this.isBrief && { isBrief: true }) };
          resolve({ candidates: candidates.slice(0, request.candidates), ahead: this.ahead.slice(0, request.ahead), usage: used });
        }
      };
      const timer = this.clock.schedule(this.answerAfterMs, answer);
      for (const { afterMs, text } of this.pieces) this.clock.schedule(afterMs, () => report?.({ text }));
      token.onCancellationRequested(() => {
        timer.dispose();
        this.cancelled.push(before);
        reject(cancelledError());
      });
    });
  }

  warm({ context }: WarmRequest, token: CancellationToken = neverCancelled): Promise<WarmResult> {
    this.warmed.push(context.before);
    return new Promise((_, reject) => {
      token.onCancellationRequested(() => {
        this.cancelled.push(context.before);
        reject(cancelledError());
      });
    });
  }
}

export interface Setup {
  readonly clock: FakeClock;
  readonly engine: ScriptedEngine;
  readonly session: CompletionSession;
  readonly bias: AcceptanceBias;
  readonly records: CompletionRecord[];
  readonly failures: unknown[];
  readonly busy: boolean[];
  /** The places for whose answers the editor did not wait, as the text before them. */
  readonly unheard: string[];
  /** Asks, and lets enough time pass for an answer; gives the texts of all choices, without what is typed already. */
  readonly suggest: (query: Query, token?: CancellationToken) => Promise<string[] | undefined>;
}

/** A session whose engine says what the script has for the text before the caret. */
export function setUp(script: Record<string, readonly Completion[]>, debounce = debounceMs): Setup {
  const clock = new FakeClock();
  const engine = new ScriptedEngine(clock, script);
  const records: CompletionRecord[] = [];
  const failures: unknown[] = [];
  const busy: boolean[] = [];
  const unheard: string[] = [];
  const bias = new AcceptanceBias();
  const session = new CompletionSession({
    engine,
    clock,
    debounceMs: () => debounce,
    bias,
    onAnswer: (record) => records.push(record),
    onLearnt: () => undefined,
    onBusy: (value) => busy.push(value),
    onFailure: (error) => failures.push(error),
    onUnheard: ({ before }) => unheard.push(before),
  });
  const suggest = async (query: Query, token: CancellationToken = neverCancelled): Promise<string[] | undefined> => {
    const answer = session.suggest(query, token);
    await clock.advance(1000);
    const hit = await answer;
    return hit?.choices.map(({ rest }) => rest);
  };
  return { clock, engine, session, bias, records, failures, busy, unheard, suggest };
}
