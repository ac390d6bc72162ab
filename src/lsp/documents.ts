import type { Clock } from '../common/clock.js';
import type { Settings } from '../common/settings/settingDefinitions.js';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { type DocumentLanguage, documentLanguage } from './text/documentLanguage.js';
import { OpenDocument } from './text/openDocument.js';
import type { PositionEncoding } from './text/positionEncoding.js';

/** The documents that the client has open, by their URIs. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  /** As the client wants it. */
  encoding: PositionEncoding = 'utf-16';

  constructor(
    private readonly clock: Clock,
    private readonly settings: (uri: string) => Settings,
  ) {}

  get all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  open(uri: string, languageId: string, version: number, text: string): OpenDocument {
    const document = new OpenDocument(uri, languageId, version, text, this.encoding);
    this.#open.set(uri, document);
    return document;
  }

  /** Takes in changes; `undefined` where the document is not open. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): OpenDocument | undefined {
    const document = this.#open.get(uri);
    document?.apply(changes, version, this.clock.now());
    return document;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  languageOf({ uri, languageId }: OpenDocument): DocumentLanguage {
    return documentLanguage(uri, languageId, this.settings(uri));
  }
}
