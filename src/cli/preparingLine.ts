import { megabytes } from '../common/megabytes.js';
import type { Building } from '../engine/graph/building.js';
import type { Terminal } from './terminal.js';

/** A line on standard error that says, while a person watches, how far a model is that is prepared for this computer. */
export class PreparingLine {
  #isShown = false;

  constructor(private readonly terminal: Terminal) {}

  /** Shows how far it is, or takes the line away. */
  show(building: Building | undefined): void {
    if (!this.terminal.showsProgress || (building === undefined && !this.#isShown)) return;
    this.#isShown = building !== undefined;
    const text =
      building === undefined
        ? ''
        : `Preparing the model for this computer, once: ${Math.round(100 * building.done)} % of about ${megabytes(building.bytes)}`;
    this.terminal.writeMessage(`\r\u001b[K${text}`);
  }
}
