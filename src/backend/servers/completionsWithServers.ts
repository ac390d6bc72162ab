import type { CancellationToken } from '../../common/cancellation.js';
import { isCancelled } from '../../common/clozeError.js';
import type { completionMethods, CompleteRequest, CompleteResult, TextContext } from '../../common/methods/completion.js';
import type { Methods } from '../../common/methods/method.js';
import type { NamedServer, ServerTurns, ServerUse } from './serverTurns.js';

export type Completions = Methods<typeof completionMethods>;

export interface CompletionRules {
  readonly use: () => ServerUse;
  /** Whether this text may go to a server now: the writer has consented, and today's tokens are not spent. Asks in the background. */
  readonly mayLeave: (host: string, context: TextContext) => boolean;
}

/** Above this chance that the first word is accepted, the local model is sure enough. */
const sureEnough = 0.5;

/**
 * Completes with servers where the writer wants it, and with the local model wherever none may be asked or none answers: typing never waits
 * for a server that is away. A server that failed is left alone for a while; meanwhile the next one is asked.
 */
export class CompletionsWithServers implements Completions {
  constructor(
    private readonly local: Completions,
    private readonly turns: ServerTurns,
    private readonly rules: CompletionRules,
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

  /** What the first server says that can be asked and answers; undefined where there is none. Rejects only with a cancel. */
  async #remotely<T>(
    context: TextContext,
    ask: (engine: NamedServer['engine']) => Promise<T>,
    spent: (answer: T) => number,
  ): Promise<T | undefined> {
    for (const server of this.#askable(context)) {
      try {
        return await this.turns.ask(server, 'completions', ask, spent);
      } catch (error) {
        if (isCancelled(error)) throw error;
      }
    }
    return undefined;
  }

  #askable(context: TextContext): readonly NamedServer[] {
    return this.turns.ready('completions').filter(({ host }) => this.rules.mayLeave(host, context));
  }
}

/** Without what makes up for a slow start of the local model, and without answers to keys that are not typed yet. */
function completed(
  engine: NamedServer['engine'],
  request: CompleteRequest,
  token: CancellationToken | undefined,
  report: Parameters<Completions['complete']>[2],
): Promise<CompleteResult> {
  return engine.complete({ ...request, brief: false, ahead: 0 }, token, report);
}

function spentOf({ usage }: CompleteResult): number {
  return usage.contextTokens + usage.decodedTokens;
}
