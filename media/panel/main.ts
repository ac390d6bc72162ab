import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { HostMessage } from '../../src/common/panelProtocol/messages.js';
import { type EditorSide, Page } from './page.js';

/** What VS Code gives to each webview. It can be called once. */
declare function acquireVsCodeApi(): EditorSide;

const main = document.querySelector('main');
if (main === null) throw new Error('The page has no place for its content.');
const page = new Page(main, acquireVsCodeApi(), {
  requestFrame: (run) => requestAnimationFrame(run),
  schedule: (delayMs, run) => setTimeout(run, delayMs),
});
window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => page.receive(data));
