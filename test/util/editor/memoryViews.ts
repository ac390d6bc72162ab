import type * as vscode from 'vscode';
import { signal } from './event.js';
import { values } from './values.js';

/** A tree view in memory: its rows are what its provider gives. */
export class MemoryView {
  message: string | undefined;
  title: string | undefined;
  description: string | undefined;
  badge: vscode.ViewBadge | undefined;
  visible = true;
  selection: readonly unknown[] = [];
  /** What was brought into view. */
  readonly revealed: unknown[] = [];
  readonly #visibility = signal<vscode.TreeViewVisibilityChangeEvent>();
  readonly #selected = signal<vscode.TreeViewSelectionChangeEvent<unknown>>();
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidChangeSelection = this.#selected.event;

  constructor(private readonly provider: vscode.TreeDataProvider<unknown>) {}

  /** All rows as a person sees them, with two spaces for each level. */
  async rows(): Promise<string[]> {
    return (await this.nodes()).map(({ depth, item }) => {
      const label = typeof item.label === 'string' ? item.label : (item.label?.label ?? '');
      const description = typeof item.description === 'string' ? ` · ${item.description}` : '';
      return `${'  '.repeat(depth)}${label}${description}`;
    });
  }

  /** All nodes, each with its item. */
  async nodes(parent?: unknown, depth = 0): Promise<{ readonly node: unknown; readonly item: vscode.TreeItem; readonly depth: number }[]> {
    const children = (await this.provider.getChildren(parent)) ?? [];
    const found = [];
    for (const node of children) {
      const item = await this.provider.getTreeItem(node);
      found.push({ node, item, depth }, ...(await this.nodes(node, depth + 1)));
    }
    return found;
  }

  /** Selects rows. */
  select(...nodes: readonly unknown[]): void {
    this.selection = nodes;
    this.#selected.fire({ selection: nodes });
  }

  reveal(node: unknown): Promise<void> {
    this.revealed.push(node);
    return Promise.resolve();
  }

  dispose(): void {
    this.visible = false;
  }
}

/** A page in the editor in memory: what is sent to it is kept, and a test can answer. It is a tab and a view of the side bar at once. */
export class MemoryWebview {
  options: vscode.WebviewOptions = {};
  html = '';
  iconPath: unknown;
  visible = true;
  active = true;
  /** What the host sent to the page. */
  readonly sent: unknown[] = [];
  revealedTimes = 0;
  readonly cspSource = 'vscode-resource:';
  readonly webview = this as unknown as vscode.Webview;
  readonly #received = signal<unknown>();
  readonly #visibility = signal<unknown>();
  readonly #disposed = signal<undefined>();
  readonly onDidReceiveMessage = this.#received.event;
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidChangeViewState = this.#visibility.event;
  readonly onDidDispose = this.#disposed.event;

  constructor(
    readonly viewType: string,
    readonly title: string,
  ) {}

  asWebviewUri(uri: vscode.Uri): vscode.Uri {
    return values.Uri.parse(`https://page${uri.path}`);
  }

  postMessage(message: unknown): Promise<boolean> {
    this.sent.push(message);
    return Promise.resolve(true);
  }

  /** What the page sends to its host. */
  receive(message: unknown): void {
    this.#received.fire(message);
  }

  reveal(): void {
    this.revealedTimes++;
  }

  /** Shows the page, or hides it behind another. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire(undefined);
  }

  dispose(): void {
    this.visible = false;
    this.#disposed.fire(undefined);
  }
}
