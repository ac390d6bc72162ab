import { CancellationSource } from '../../../src/common/cancellation.js';
import type { Door } from '../../../src/cli/doors/door.js';
import type { Terminal } from '../../../src/cli/terminal.js';
import { createEngine } from '../../../src/engine/engine.js';

/** A terminal that keeps what is written to it. */
export class TestTerminal implements Terminal {
  readonly source = new CancellationSource();
  readonly cancel = this.source.token;
  readonly env: Record<string, string | undefined> = {};
  readonly packageFolder = process.cwd();
  workingFolder = process.cwd();
  showsProgress = false;
  createEngine = createEngine;
  openDoor = (): Promise<Door> => Promise.reject(new Error('This terminal has no doors.'));
  input: Uint8Array = new Uint8Array();
  output = '';
  messages = '';

  readInput(): Promise<Uint8Array> {
    return Promise.resolve(this.input);
  }

  writeOutput(text: string): Promise<void> {
    this.output += text;
    return Promise.resolve();
  }

  writeMessage(text: string): void {
    this.messages += text;
  }
}
