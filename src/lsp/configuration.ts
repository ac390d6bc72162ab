import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { ClientFacts } from './clientFacts.js';
import type { ClientSettings } from './clientSettings.js';
import type { ServerConnection } from './connection.js';

const section = 'cloze';

/** Keeps the settings as the client has them: asked for where it answers such requests, else as it sends them. */
export class Configuration {
  constructor(
    private readonly connection: Pick<ServerConnection, 'workspace' | 'client'>,
    private readonly settings: ClientSettings,
    private readonly facts: () => ClientFacts,
    /** The settings have changed. */
    private readonly onChange: () => void,
  ) {}

  /** The client is ready for requests. */
  async begin(): Promise<void> {
    const { registersConfiguration, hasConfiguration } = this.facts();
    if (registersConfiguration)
      await this.connection.client.register(DidChangeConfigurationNotification.type, { section }).catch(() => undefined);
    if (hasConfiguration) await this.#readAll([]);
  }

  /**
   * The client says that settings have changed.
   * @param sent what it says of them, if anything
   * @param open the URIs of the documents that it has open
   */
  async changed(sent: unknown, open: readonly string[]): Promise<void> {
    if (this.facts().hasConfiguration) await this.#readAll(open);
    else {
      this.settings.replace(sent);
      this.onChange();
    }
  }

  /** Learns the settings of a document that was opened. */
  async of(uri: string): Promise<void> {
    if (!this.facts().hasConfiguration) return;
    const [written] = await this.#ask([{ scopeUri: uri, section }]);
    if (written !== undefined && written !== null) this.settings.replaceFor(uri, written);
  }

  async #readAll(open: readonly string[]): Promise<void> {
    const [written, ...ofDocuments] = await this.#ask([{ section }, ...open.map((scopeUri) => ({ scopeUri, section }))]);
    // A client that has no settings of Cloze leaves those that came with its first request.
    if (written !== undefined && written !== null) this.settings.replace(written);
    for (const [index, uri] of open.entries()) {
      const own = ofDocuments[index];
      if (own !== undefined && own !== null) this.settings.replaceFor(uri, own);
    }
    this.onChange();
  }

  /** What the client says; nothing where it refuses. */
  async #ask(items: readonly { readonly scopeUri?: string; readonly section: string }[]): Promise<readonly unknown[]> {
    const answer: unknown = await this.connection.workspace.getConfiguration([...items]).catch(() => []);
    return Array.isArray(answer) ? (answer as readonly unknown[]) : [];
  }
}
