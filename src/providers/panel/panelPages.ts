import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { HostMessage, PageMessage } from '../../common/panelProtocol/messages.js';
import { panelViewId } from '../../host/ids.js';
import { WebviewPage } from '../../host/webview/webviewPage.js';

/** What the pages need of those who fill them. */
export interface PageOwner {
  readonly onMessage: (message: PageMessage, page: WebviewPage) => void;
  /** Whether any page can be seen. */
  readonly onVisible: (visible: boolean) => void;
}

/** The panel in the side bar and as editor tabs: one page, as often as it is opened. */
export class PanelPages implements Disposable {
  readonly #store = new DisposableStore();
  readonly #pages = new Map<WebviewPage, () => boolean>();
  readonly #tabs = new Set<vscode.WebviewPanel>();

  constructor(
    private readonly extension: vscode.Uri,
    private readonly owner: PageOwner,
  ) {
    this.#store.add(vscode.window.registerWebviewViewProvider(panelViewId, { resolveWebviewView: (view) => this.#addView(view) }));
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(panelViewId, {
        deserializeWebviewPanel: (panel) => {
          this.#addTab(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Opens another page as an editor tab beside the text. */
  open(): void {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#addTab(vscode.window.createWebviewPanel(panelViewId, vscode.l10n.t('Probabilities'), place));
  }

  /** Brings a page that is an editor tab to the front; tells whether there is one. */
  revealTab(): boolean {
    const tab = this.#tabs.values().next().value;
    tab?.reveal(undefined, true);
    return tab !== undefined;
  }

  send(message: HostMessage): void {
    for (const page of this.#pages.keys()) page.send(message);
  }

  dispose(): void {
    this.#store.dispose();
    for (const page of this.#pages.keys()) page.dispose();
    this.#pages.clear();
  }

  #addView(view: vscode.WebviewView): void {
    this.#add(view, () => view.visible, view.onDidChangeVisibility);
  }

  #addTab(panel: vscode.WebviewPanel): void {
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.extension, 'media', 'probabilities-light.svg'),
      dark: vscode.Uri.joinPath(this.extension, 'media', 'probabilities-dark.svg'),
    };
    this.#tabs.add(panel);
    panel.onDidDispose(() => this.#tabs.delete(panel));
    this.#add(panel, () => panel.visible, panel.onDidChangeViewState);
  }

  #add(host: vscode.WebviewView | vscode.WebviewPanel, isVisible: () => boolean, onDidChange: vscode.Event<unknown>): void {
    const page = new WebviewPage(host.webview, this.extension, vscode.l10n.t('Probabilities'), this.owner.onMessage);
    this.#pages.set(page, isVisible);
    const follow = onDidChange(() => this.#tellVisible());
    host.onDidDispose(() => {
      follow.dispose();
      page.dispose();
      this.#pages.delete(page);
      this.#tellVisible();
    });
    this.#tellVisible();
  }

  #tellVisible(): void {
    this.owner.onVisible([...this.#pages.values()].some((isVisible) => isVisible()));
  }
}
