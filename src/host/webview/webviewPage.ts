import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { type HostMessage, type PageMessage, readPageMessage } from '../../common/panelProtocol/messages.js';
import { panelHtml } from './panelHtml.js';

/** A page of the panel in a webview: plain messages in and out. */
export class WebviewPage implements Disposable {
  readonly #store = new DisposableStore();

  /** Fills the webview with the page and hands its messages on. Other messages are dropped. */
  constructor(
    private readonly webview: vscode.Webview,
    extension: vscode.Uri,
    title: string,
    onMessage: (message: PageMessage, page: WebviewPage) => void,
  ) {
    const folder = vscode.Uri.joinPath(extension, 'dist');
    const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    this.#store.add(
      webview.onDidReceiveMessage((value: unknown) => {
        const message = readPageMessage(value);
        if (message !== undefined) onMessage(message, this);
      }),
    );
    webview.html = panelHtml({
      script: address('panel.js'),
      style: address('panel.css'),
      source: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: vscode.env.language,
      title,
    });
  }

  /** Messages to a page that is gone or hidden are lost; a page that comes back says that it is ready. */
  send(message: HostMessage): void {
    void this.webview.postMessage(message);
  }

  dispose(): void {
    this.#store.dispose();
  }
}
