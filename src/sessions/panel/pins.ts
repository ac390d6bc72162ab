import { maxOf } from '../../common/extremes.js';
import type { PanelView } from '../../common/panelProtocol/view.js';
import { compareViews } from '../../report/panel/compareViews.js';

/** The oldest pin goes when there are more. */
const maxPins = 12;

/** What is kept from one window to the next. */
export interface StoredPins {
  readonly pins: readonly PanelView[];
  readonly compared: readonly string[];
}

/** Views that stay while the caret moves on, and which of them are compared. */
export class Pins {
  #pins: readonly PanelView[];
  #compared: readonly string[];

  constructor({ pins, compared }: StoredPins) {
    this.#pins = pins;
    this.#compared = compared.filter((id) => pins.some((pin) => pin.id === id));
  }

  get all(): readonly PanelView[] {
    return this.#pins;
  }

  /** At most two, oldest choice first. */
  get compared(): readonly string[] {
    return this.#compared;
  }

  add(view: PanelView): void {
    const numbers = this.#pins.map(({ id }) => Number(id.slice('pin-'.length)));
    this.#pins = [...this.#pins, { ...view, id: `pin-${maxOf(numbers, 0) + 1}` }].slice(-maxPins);
    this.#forgetLost();
  }

  clear(): void {
    this.#pins = [];
    this.#compared = [];
  }

  remove(id: string): void {
    this.#pins = this.#pins.filter((pin) => pin.id !== id);
    this.#forgetLost();
  }

  /** Begins or ends comparing a pin. A third one takes the place of the one that was chosen first. */
  toggleCompared(id: string): void {
    const rest = this.#compared.filter((each) => each !== id);
    this.#compared = rest.length < this.#compared.length ? rest : [...rest, id].slice(-2);
    this.#forgetLost();
  }

  /** The two pins that are compared, or the one and what follows the caret. */
  comparison(live: PanelView | undefined): PanelView | null {
    const [first, second = live] = this.#compared.map((id) => this.#pins.find((pin) => pin.id === id));
    return first === undefined || second === undefined ? null : (compareViews(first, second) ?? null);
  }

  #forgetLost(): void {
    this.#compared = this.#compared.filter((id) => this.#pins.some((pin) => pin.id === id));
  }
}
