// What VS Code puts into a webview, and what the tests look at. Runs in the page before its own script.
const given = globalThis.panelTest;
const sent = [];
let state = given.memory;

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => sent.push(message),
  getState: () => state,
  setState: (value) => (state = value),
});

globalThis.panelTest = {
  sent,
  state: () => state,
  /** Sends a message as the host does, and waits until it is drawn. */
  send: (message) =>
    new Promise((resolve) => {
      window.postMessage(message, '*');
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 0);
    }),
};

addEventListener('DOMContentLoaded', () => {
  const { background, variables } = given.theme;
  document.documentElement.style.background = background;
  for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(name, value);
});
