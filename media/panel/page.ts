import type { HostMessage, PageMessage, PanelState } from '../../src/common/panelProtocol/messages.js';
import type { PanelView } from '../../src/common/panelProtocol/view.js';
import { Frames } from './frames.js';
import { KeyedParts } from './keyedParts.js';
import { type PageMemory, readMemory } from './pageMemory.js';
import { element, type Part } from './part.js';
import { createStatusLine } from './statusLine.js';
import { createToolbar } from './toolbar.js';
import { type CardButton, createViewCard, type ViewCardModel } from './viewCard.js';

/** The editor's side, as a webview sees it. */
export interface EditorSide {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: PageMemory): void;
}

/** Time and the screen, as far as the page needs them. */
export interface PageClock {
  readonly requestFrame: (run: () => void) => unknown;
  readonly schedule: (delayMs: number, run: () => void) => unknown;
}

/** Remembering costs a message to the editor, so it waits for a pause. */
const rememberAfterMs = 400;

/** The whole page: what follows the caret, then a comparison if there is one, then the pinned views. */
export class Page {
  readonly #frames: Frames<undefined>;
  readonly #toolbar = createToolbar({
    choose: (kind) => this.editor.postMessage({ type: 'choose', kind }),
    showAsTable: (asTable) => this.#remember({ asTable }),
  });
  readonly #status = createStatusLine(() => this.editor.postMessage({ type: 'switch-on' }));
  readonly #cards: KeyedParts<ViewCardModel>;
  #memory: PageMemory;
  #isSaving = false;

  constructor(
    main: HTMLElement,
    private readonly editor: EditorSide,
    private readonly clock: PageClock,
  ) {
    this.#memory = readMemory(editor.getState(), document.body.classList.contains('vscode-using-screen-reader'));
    this.#frames = new Frames(clock.requestFrame, () => this.#show());
    const list = element('div', 'cards');
    this.#cards = new KeyedParts(
      list,
      ({ view }) => view.id,
      () => this.#createCard(),
    );
    main.append(this.#toolbar.element, this.#status.element, list);
    this.#show();
    editor.postMessage({ type: 'ready' });
  }

  /** Takes a message of the host. What it says is on the screen with the next frame. */
  receive(message: HostMessage): void {
    if (message.type === 'state') this.#remember({ state: message.state });
    else if (this.#memory.state !== undefined) this.#remember({ state: { ...this.#memory.state, ...message.change } });
  }

  #remember(change: Partial<PageMemory>): void {
    this.#memory = { ...this.#memory, ...change };
    this.#frames.push(undefined);
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.clock.schedule(rememberAfterMs, () => {
      this.#isSaving = false;
      this.editor.setState(this.#memory);
    });
  }

  #show(): void {
    const { state, asTable } = this.#memory;
    if (state === undefined) return;
    this.#toolbar.update({ state, asTable });
    this.#status.update(state);
    const card = (view: PanelView, buttons: readonly CardButton[]): ViewCardModel => ({ view, buttons, asTable, texts: state.texts });
    const { live, comparison, pins, compared } = state;
    this.#cards.update([
      ...(live.view === undefined
        ? []
        : [card(live.view, [this.#button('pin', state.texts.pin, { type: 'pin' }), ...this.#exports(live.view, state)])]),
      ...(comparison === null ? [] : [card(comparison, this.#exports(comparison, state))]),
      ...pins.map((pin) =>
        card({ ...pin, title: `${pin.title} (${state.texts.pinned})` }, [
          ...this.#pinButtons(pin, compared, state),
          ...this.#exports(pin, state),
        ]),
      ),
    ]);
  }

  #pinButtons({ id }: PanelView, compared: readonly string[], { texts }: PanelState): CardButton[] {
    return [
      this.#button('unpin', texts.unpin, { type: 'unpin', view: id }),
      { ...this.#button('compare', texts.compare, { type: 'compare', view: id }), pressed: compared.includes(id) },
    ];
  }

  #exports({ id }: PanelView, { texts }: PanelState): CardButton[] {
    return [
      this.#button('csv', texts.copyCsv, { type: 'copy-csv', view: id }),
      this.#button('svg', texts.saveSvg, { type: 'save-svg', view: id }),
    ];
  }

  #button(id: string, label: string, message: PageMessage): CardButton {
    return { id, label, run: () => this.editor.postMessage(message) };
  }

  #createCard(): Part<ViewCardModel> {
    let view = '';
    const card = createViewCard({
      act: (row) => this.editor.postMessage({ type: 'act', view, row }),
      isOpen: (row) => this.#memory.open.includes(`${view} ${row}`),
      setOpen: (row, open) => this.#setOpen(`${view} ${row}`, open),
    });
    return {
      element: card.element,
      update(model) {
        view = model.view.id;
        card.update(model);
      },
    };
  }

  #setOpen(row: string, open: boolean): void {
    const others = this.#memory.open.filter((each) => each !== row);
    this.#remember({ open: open ? [...others, row].slice(-maxOpen) : others });
  }
}

/** Rows remembered as open, also of views that are gone. */
const maxOpen = 200;
