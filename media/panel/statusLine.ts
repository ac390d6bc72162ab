import type { PanelState } from '../../src/common/panelProtocol/messages.js';
import { element, type Part, setAttribute, setHidden, setText } from './part.js';

/** Says when something is on its way, and why there is nothing to see. */
export function createStatusLine(switchOn: () => void): Part<PanelState> {
  const line = element('div', 'status');
  const progress = document.createElement('vscode-progress-bar');
  const message = element('p', 'message');
  const button = document.createElement('vscode-button');
  progress.indeterminate = true;
  message.setAttribute('role', 'status');
  button.addEventListener('click', switchOn);
  line.append(progress, message, button);
  return {
    element: line,
    update({ live, texts }) {
      setAttribute(progress, 'aria-label', texts.loading);
      progress.classList.toggle('idle', !live.busy);
      setText(message, live.message ?? '');
      setHidden(message, live.message === undefined);
      setText(button, texts.switchOn);
      setHidden(button, !live.off);
    },
  };
}
