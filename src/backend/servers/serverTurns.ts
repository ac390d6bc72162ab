import type { Clock } from '../../common/clock.js';
import { ClozeError, isCancelled } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import { afterFailure, type Health, healthy, mayAsk } from './backOff.js';

/** A server that completes or writes, by how people know it. */
export interface NamedServer {
  readonly host: string;
  readonly engine: Pick<EngineApi, 'complete' | 'nextTokens' | 'write'>;
}

/** When the writer wants a server asked. */
export type ServerUse = 'off' | 'when unsure' | 'always';

/** What a server may lack without the other. */
export type ServerTask = 'completions' | 'writing';

export interface TurnRules {
  /** In the order of preference. */
  readonly servers: () => readonly NamedServer[];
  /** Text is on its way to a server, or no more. */
  readonly onSending: (host: string | undefined) => void;
  /** Tokens that a server has read and written. */
  readonly onSpent: (tokens: number) => void;
  /** A server does not do this; told once until the settings change. */
  readonly onLack: (error: ClozeError, task: ServerTask) => void;
  /** No server answers any more; told once until one does again. */
  readonly onOutage: (error: ClozeError) => void;
  readonly onReturn: (host: string) => void;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Which servers may be asked: one that failed is left alone for a while, and one that lacks something is asked for the rest. */
export class ServerTurns {
  readonly #health = new Map<string, Health>();
  readonly #lacks = new Set<string>();
  #isOut = false;

  constructor(private readonly rules: TurnRules) {}

  /** The servers that may be asked now, the preferred one first. */
  ready(task: ServerTask): readonly NamedServer[] {
    const now = this.rules.clock.now();
    return this.rules.servers().filter(({ host }) => this.#isReady(host, task, now));
  }

  /** What a server answers. Rejects with why it does not, after which it is left alone for a while. */
  async ask<T>(
    server: NamedServer,
    task: ServerTask,
    question: (engine: NamedServer['engine']) => Promise<T>,
    spent: (answer: T) => number,
  ): Promise<T> {
    const { onSending, onSpent, onReturn } = this.rules;
    onSending(server.host);
    try {
      const answer = await question(server.engine);
      onSpent(spent(answer));
      this.#health.delete(server.host);
      if (this.#isOut) onReturn(server.host);
      this.#isOut = false;
      return answer;
    } catch (error) {
      if (isCancelled(error)) throw error;
      const known = error instanceof ClozeError ? error : new ClozeError({ code: 'internal', message: String(error) });
      this.#failed(server.host, task, known);
      throw known;
    } finally {
      onSending(undefined);
    }
  }

  /** Forgets failures, because the settings have changed. */
  reset(): void {
    this.#health.clear();
    this.#lacks.clear();
    this.#isOut = false;
  }

  #isReady(host: string, task: ServerTask, now: number): boolean {
    return mayAsk(this.#health.get(host) ?? healthy, now) && !this.#lacks.has(`${task} ${host}`);
  }

  #failed(host: string, task: ServerTask, error: ClozeError): void {
    const { clock, random, onLack, onOutage } = this.rules;
    if (error.code === 'model-unsupported') {
      this.#lacks.add(`${task} ${host}`);
      onLack(error, task);
      return;
    }
    this.#health.set(host, afterFailure(this.#health.get(host) ?? healthy, clock.now(), random(), error.detail.retryAfterMs));
    if (this.ready(task).length > 0 || this.#isOut) return;
    this.#isOut = true;
    onOutage(error);
  }
}
