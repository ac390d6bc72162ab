import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';
import type { PowerSupply } from './powerSupply.js';

/** Seldom enough to cost nothing, often enough that a writer who unplugs sees the effect. */
const pollMs = 60_000;

/** Follows what the computer runs on, while it is watched. */
export class PowerWatch implements Disposable {
  readonly #changes = new Emitter<PowerSupply>();
  readonly onDidChange = this.#changes.event;
  #supply: PowerSupply = 'unknown';
  #watching = false;
  #timer: Disposable | undefined;

  constructor(
    private readonly read: () => Promise<PowerSupply>,
    private readonly clock: Clock,
  ) {}

  /** What was read last; `unknown` while nothing is watched. */
  get supply(): PowerSupply {
    return this.#supply;
  }

  /** Starts or ends the reading. Without it no program is run and no file is read. */
  set watching(watching: boolean) {
    if (watching === this.#watching) return;
    this.#watching = watching;
    if (watching) void this.#poll();
    else this.#rest();
  }

  dispose(): void {
    this.watching = false;
    this.#changes.dispose();
  }

  async #poll(): Promise<void> {
    const supply = await this.read();
    if (!this.#watching) return;
    this.#set(supply);
    this.#timer?.dispose();
    this.#timer = this.clock.schedule(pollMs, () => void this.#poll());
  }

  #rest(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#set('unknown');
  }

  #set(supply: PowerSupply): void {
    if (supply === this.#supply) return;
    this.#supply = supply;
    this.#changes.fire(supply);
  }
}
