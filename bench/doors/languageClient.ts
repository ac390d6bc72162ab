import {
  createMessageConnection,
  type CancellationToken as ConnectionToken,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CancellationToken } from '../../src/common/cancellation.js';
import type { StartedDoor } from './startDoor.js';

/** The one document that a client has open. */
const uri = 'file:///bench/manuscript.md';

interface Position {
  readonly line: number;
  readonly character: number;
}

/** An editor before a language server, with one document of Markdown. */
export class LanguageClient {
  readonly #connection: MessageConnection;
  #version = 1;
  #sentAt = 0;
  #onDiagnostics: (count: number) => void = () => undefined;

  constructor({ child }: StartedDoor) {
    this.#connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: readonly unknown[] }) => {
      this.#sentAt = performance.now();
      this.#onDiagnostics(diagnostics.length);
    });
    this.#connection.listen();
  }

  /** @param settings by their names in VS Code */
  async open(text: string, settings: object): Promise<void> {
    const first = { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: settings };
    await this.#connection.sendRequest('initialize', first);
    await this.#connection.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'markdown', version: this.#version, text };
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Resolves with the number of diagnostics once as many as this are sent. */
  diagnostics(atLeast: number): Promise<number> {
    return new Promise((resolve) => {
      this.#onDiagnostics = (count) => count >= atLeast && resolve(count);
    });
  }

  /** Resolves once no diagnostics were sent for so many milliseconds. */
  async quiet(ms: number): Promise<void> {
    for (let left = ms; left > 0; left = ms - (performance.now() - this.#sentAt)) await new Promise((resolve) => setTimeout(resolve, left));
  }

  /** Writes at a place. */
  async insert(position: Position, text: string): Promise<void> {
    const change = { range: { start: position, end: position }, text };
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++this.#version },
      contentChanges: [change],
    });
  }

  /** The continuations that come by themselves at a place. */
  async continuations(position: Position, token: CancellationToken): Promise<readonly unknown[]> {
    const request = { textDocument: { uri }, position, context: { triggerKind: 2 } };
    return this.#connection.sendRequest<unknown[]>('textDocument/inlineCompletion', request, token as ConnectionToken).catch(() => []);
  }

  close(): void {
    this.#connection.dispose();
  }
}

/** The place after a text. */
export function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
