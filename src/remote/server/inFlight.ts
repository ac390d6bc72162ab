import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';

/** Requests under way before anything is known about a server. */
const first = 4;

/** More would only fill the memory of both sides. */
const most = 64;

/** Where an answer comes sooner than this, there is room for more; where it takes longer than the second, they wait on the server. Milliseconds. */
const soonMs = 2000;
const lateMs = 6000;

interface Waiting {
  readonly size: number;
  readonly begin: () => void;
}

/**
 * How many requests to a server are under way at the same time. They grow while its answers come soon, so that all its replicas have work, and
 * become fewer where answers are late or the server is busy, long before any would be given up. One with a large answer counts as several.
 */
export class InFlight {
  #limit = first;
  /** Whether each answer has come soon so far: then there is room for one more after each, later only after all that are under way. */
  #isNew = true;
  #underWay = 0;
  readonly #waiting: Waiting[] = [];

  /** @param now milliseconds on a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** How many may be under way now. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** The most that can ever be under way. */
  get most(): number {
    return most;
  }

  /** Asks when there is room. Rejects with `cancelled` where it is cancelled before. */
  async run<T>(ask: () => Promise<T>, { size = 1, cancel }: { size?: number; cancel?: CancellationToken | undefined } = {}): Promise<T> {
    const taken = Math.min(most, Math.max(1, size));
    await this.#room(taken, cancel);
    const started = this.now();
    try {
      const answer = await ask();
      this.#learn(this.now() - started);
      return answer;
    } finally {
      this.#underWay -= taken;
      this.#beginNext();
    }
  }

  /** The server said that it has too much to do. */
  isBusy(): void {
    this.#isNew = false;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  #learn(tookMs: number): void {
    this.#isNew &&= tookMs < soonMs;
    if (tookMs < soonMs) this.#limit = Math.min(most, this.#limit + (this.#isNew ? 1 : 1 / this.#limit));
    else if (tookMs > lateMs) this.#limit = Math.max(1, this.#limit - 0.5);
  }

  #room(size: number, cancel: CancellationToken | undefined): Promise<void> {
    if (cancel?.isCancellationRequested === true) return Promise.reject(cancelledError());
    if (this.#waiting.length === 0 && this.#fits(size)) {
      this.#underWay += size;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        size,
        begin: () => {
          listening?.dispose();
          resolve();
        },
      };
      const listening = cancel?.onCancellationRequested(() => {
        const at = this.#waiting.indexOf(waiting);
        if (at < 0) return;
        this.#waiting.splice(at, 1);
        reject(cancelledError());
        this.#beginNext();
      });
      this.#waiting.push(waiting);
    });
  }

  /** One always fits where nothing is under way, however large it is. */
  #fits(size: number): boolean {
    return this.#underWay === 0 || this.#underWay + size <= this.limit;
  }

  #beginNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#fits(next.size); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#underWay += next.size;
      next.begin();
    }
  }
}
