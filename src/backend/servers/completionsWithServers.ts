import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { completionMethods, CompleteRequest, CompleteResult, TextContext } from '../../common/methods/completion.js';
import type { Methods } from '../../common/methods/method.js';
import { afterFailure, type Health, healthy, mayAsk } from './backOff.js';

export type Completions = Methods<typeof completionMethods>;

/** A server that completes, by how people know it. */
export interface CompletingServer {
  readonly host: string;
  readonly engine: Pick<EngineApi, 'complete' | 'nextTokens'>;
}

/** When the writer wants a server asked. */
export type ServerUse = 'off' | 'when unsure' | 'always';

export interface ServerRules {
  readonly use: () => ServerUse;
  /** In the order of preference. */
  readonly servers: () => readonly CompletingServer[];
  /** Whether this text may go to a server now: the writer has consented, and today's tokens are not spent. Asks in the background. */
  readonly mayLeave: (host: string, context: TextContext) => boolean;
  /** Text is on its way to a server, or no more. */
  readonly onSending: (host: string | undefined) => void;
  /** Tokens that a server has read and written. */
  readonly onSpent: (tokens: number) => void;
  /** No server answers any more; told once until one does again. */
  readonly onOutage: (error: ClozeError) => void;
  readonly onReturn: (host: string) => void;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Above this chance that the first word is accepted, the local model is sure enough. */
const sureEnough = 0.5;

/**
 * Completes with servers where the writer wants it, and with the local model wherever none may be asked or none answers: typing never waits
 * for a server that is away. A server that failed is left alone for a while; meanwhile the next one is asked.
 */
export class CompletionsWithServers implements Completions {
  readonly #health = new Map<string, Health>();
  #isOut = false;

  constructor(
    private readonly local: Completions,
    private readonly rules: ServerRules,
  ) {}

  readonly complete: Completions['complete'] = async (request, token, report) => {
    const use = this.rules.use();
    if (use === 'when unsure') {
      const own = await this.local.complete(request, token, report);
      if ((own.candidates[0]?.acceptance.firstWord ?? 0) >= sureEnough) return own;
      return (await this.#remotely(request.context, (engine) => completed(engine, request, token, report), spentOf)) ?? own;
    }
    const answer =
      use === 'off' ? undefined : await this.#remotely(request.context, (engine) => completed(engine, request, token, report), spentOf);
    return answer ?? this.local.complete(request, token, report);
  };

  /** A server has a cache of its own, and its tokens are counted: nothing is read there ahead. */
  readonly warm: Completions['warm'] = (request, token) => {
    const isLocal = this.rules.use() !== 'always' || this.#askable(request.context).length === 0;
    return isLocal ? this.local.warm(request, token) : Promise.resolve({ contextTokens: 0, reusedTokens: 0 });
  };

  readonly nextTokens: Completions['nextTokens'] = async (request, token) => {
    if (this.rules.use() !== 'always') return this.local.nextTokens(request, token);
    const answer = await this.#remotely(
      request.context,
      (engine) => engine.nextTokens(request, token),
      () => 0,
    );
    return answer ?? this.local.nextTokens(request, token);
  };

  /** Forgets failures, because the settings have changed. */
  reset(): void {
    this.#health.clear();
    this.#isOut = false;
  }

  /** What the first server says that can be asked and answers; undefined where there is none. Rejects only with a cancel. */
  async #remotely<T>(
    context: TextContext,
    ask: (engine: CompletingServer['engine']) => Promise<T>,
    spent: (answer: T) => number,
  ): Promise<T | undefined> {
    for (const server of this.#askable(context)) {
      this.rules.onSending(server.host);
      try {
        const answer = await ask(server.engine);
        this.rules.onSpent(spent(answer));
        this.#health.delete(server.host);
        if (this.#isOut) this.rules.onReturn(server.host);
        this.#isOut = false;
        return answer;
      } catch (error) {
        if (isCancelled(error)) throw error;
        this.#failed(server, error);
      } finally {
        this.rules.onSending(undefined);
      }
    }
    return undefined;
  }

  #askable(context: TextContext): readonly CompletingServer[] {
    const now = this.rules.clock.now();
    const well = this.rules.servers().filter(({ host }) => mayAsk(this.#health.get(host) ?? healthy, now));
    return well.filter(({ host }) => this.rules.mayLeave(host, context));
  }

  #failed({ host }: CompletingServer, error: unknown): void {
    const { clock, random, servers, onOutage } = this.rules;
    const known = error instanceof ClozeError ? error : new ClozeError({ code: 'internal', message: String(error) });
    this.#health.set(host, afterFailure(this.#health.get(host) ?? healthy, clock.now(), random(), known.detail.retryAfterMs));
    const isAnyWell = servers().some((each) => mayAsk(this.#health.get(each.host) ?? healthy, clock.now()));
    if (isAnyWell || this.#isOut) return;
    this.#isOut = true;
    onOutage(known);
  }
}

/** Without what makes up for a slow start of the local model, and without answers to keys that are not typed yet. */
function completed(
  engine: CompletingServer['engine'],
  request: CompleteRequest,
  token: CancellationToken | undefined,
  report: Parameters<Completions['complete']>[2],
): Promise<CompleteResult> {
  return engine.complete({ ...request, brief: false, ahead: 0 }, token, report);
}

function spentOf({ usage }: CompleteResult): number {
  return usage.contextTokens + usage.decodedTokens;
}
