import { Worker } from 'node:worker_threads';
import { defaultWatchdogPolicy } from '../../common/watchdog/watchdog.js';
import type { WatchNews, WatchTask } from './watchThread.js';

const defaultTask: WatchTask = { policy: defaultWatchdogPolicy, clientsMs: 60_000 };

/** The main thread's side of the thread that watches over this process (`watchThread`). */
export class SelfWatch {
  readonly #worker: Worker;

  /** @param script of the thread; without it nothing is watched */
  constructor(script: URL, task: WatchTask = defaultTask) {
    this.#worker = new Worker(script, { workerData: task, execArgv: [] });
    this.#worker.on('message', () => this.#tell('alive'));
    // A process that cannot be watched works all the same.
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** A request has come; what is returned says that it is answered. */
  begin(): () => void {
    this.#tell('begin');
    return () => this.#tell('end');
  }

  /** Says which processes the clients are. */
  clients(pids: readonly number[]): void {
    this.#tell({ clients: pids });
  }

  #tell(news: WatchNews): void {
    this.#worker.postMessage(news);
  }
}
