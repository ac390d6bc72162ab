import type { HostMessage, PageMessage, PanelState } from '../../../../src/common/panelProtocol/messages.js';
import { Page } from '../../../../media/panel/page.js';
import type { PageMemory } from '../../../../media/panel/pageMemory.js';

// As browsers have them; happy-dom does not reflect these attributes.
for (const name of ['Expanded', 'Level'] as const) {
  const attribute = `aria-${name.toLowerCase()}`;
  Object.defineProperty(HTMLElement.prototype, `aria${name}`, {
    get(this: HTMLElement) {
      return this.getAttribute(attribute);
    },
  });
}

/** The panel's page in a document, with an editor that keeps what it is sent. Frames and delays come when a test says so. */
export class OpenPage {
  readonly sent: PageMessage[] = [];
  memory: PageMemory | undefined;
  readonly #main = document.createElement('main');
  readonly #page: Page;
  #frames: (() => void)[] = [];
  #delayed: (() => void)[] = [];

  constructor(memory?: PageMemory) {
    document.body.replaceChildren(this.#main);
    const editor = {
      postMessage: (message: PageMessage) => void this.sent.push(message),
      getState: () => memory,
      setState: (state: PageMemory) => (this.memory = state),
    };
    this.#page = new Page(this.#main, editor, {
      requestFrame: (run) => this.#frames.push(run),
      schedule: (_delayMs, run) => this.#delayed.push(run),
    });
  }

  /** Shows a state, as the host does once the page is ready. */
  show(state: PanelState): this {
    this.receive({ type: 'state', state });
    this.drawFrame();
    return this;
  }

  receive(message: HostMessage): void {
    this.#page.receive(message);
  }

  /** Draws the next frame; returns how often something asked for it. */
  drawFrame(): number {
    const frames = this.#frames;
    this.#frames = [];
    for (const run of frames) run();
    return frames.length;
  }

  /** Lets all delays pass. */
  rest(): void {
    const delayed = this.#delayed;
    this.#delayed = [];
    for (const run of delayed) run();
  }

  /** The elements that fit a selector. */
  all(selector: string): HTMLElement[] {
    return Array.from(this.#main.querySelectorAll<HTMLElement>(selector));
  }

  /** The first of them, which must be there. */
  one(selector: string): HTMLElement {
    const [found] = this.all(selector);
    if (found === undefined) throw new Error(`The page has no ${selector}.`);
    return found;
  }

  /** What is read of them. */
  texts(selector: string): string[] {
    return this.all(selector).map((each) => each.textContent);
  }

  /** A control by what it says. */
  control(text: string, within = 'body'): HTMLElement {
    const found = Array.from(
      document.querySelectorAll<HTMLElement>(`${within} vscode-toolbar-button, ${within} vscode-button, ${within} button`),
    );
    const control = found.find((each) => each.textContent === text);
    if (control === undefined) throw new Error(`There is no "${text}": ${found.map((each) => each.textContent).join(', ')}`);
    return control;
  }

  /** Presses keys where the focus is. */
  press(...keys: readonly string[]): void {
    for (const key of keys) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      this.drawFrame();
    }
  }
}
