import { ClozeError, isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { LiveView, PageMessage, PanelState } from '../../common/panelProtocol/messages.js';
import { type PanelAction, type PanelView, type ViewKind, viewKinds } from '../../common/panelProtocol/view.js';
import { DelayedSignal } from '../../common/delayedSignal.js';
import { viewAsCsv } from '../../report/panel/viewAsCsv.js';
import { viewAsSvg } from '../../report/panel/viewAsSvg.js';
import { type CaretOutcome, type CaretViewDependencies, CaretViews } from './caretViews.js';
import { panelChoices, panelTexts } from './panelTexts.js';
import { Pins } from './pins.js';
import { type PanelRecords, recordView } from './panelRecords.js';

/** A request that takes less is over before anybody wonders. */
const busyAfterMs = 300;

export interface PanelDependencies extends CaretViewDependencies {
  readonly records: PanelRecords;
  readonly isOn: () => boolean;
  readonly storage: { readonly read: () => unknown; readonly write: (value: StoredPanel) => void };
  /** Tells what has changed of the state. */
  readonly onChange: (change: Partial<PanelState>) => void;
  /** Tells what is shown from now on. */
  readonly onChoose: (kind: ViewKind) => void;
  readonly act: (action: PanelAction) => void;
  readonly copy: (csv: string) => void;
  readonly save: (svg: string) => void;
  readonly switchOn: () => void;
}

/** What all pages of the panel show. It looks at the caret only while one of them can be seen and Cloze is on. */
export class PanelSession implements Disposable {
  readonly #store = new DisposableStore();
  readonly #caretViews: CaretViews;
  readonly #busy: DelayedSignal;
  readonly #pins: Pins;
  #kind: ViewKind;
  #live: LiveView = { busy: false, off: false };
  #visible = false;

  constructor(private readonly dependencies: PanelDependencies) {
    const stored = readStoredPanel(dependencies.storage.read());
    this.#kind = stored.kind;
    this.#pins = new Pins(stored);
    this.#caretViews = this.#store.add(new CaretViews(dependencies, (outcome) => this.#tell(outcome)));
    this.#busy = this.#store.add(new DelayedSignal(busyAfterMs, dependencies.clock));
    this.#store.add(this.#busy.onDidChange((busy) => this.#show({ ...this.#live, busy })));
    const { completion, maskedWords, pair, classes } = dependencies.records;
    const refresh = (): void => this.refresh();
    for (const { onDidChange } of [completion, maskedWords, pair, classes]) this.#store.add(onDidChange(refresh));
  }

  get state(): PanelState {
    const { t } = this.dependencies;
    return { texts: panelTexts(t), choices: panelChoices(t), kind: this.#kind, live: this.#live, ...this.#pinState() };
  }

  /** Whether any page can be seen. */
  set visible(visible: boolean) {
    if (visible === this.#visible) return;
    this.#visible = visible;
    this.refresh();
  }

  /** Looks again: the caret may have moved, a result may have come, or a setting may have changed. */
  refresh(): void {
    const { isOn, records, t } = this.dependencies;
    if (!this.#visible || !isOn()) {
      this.#caretViews.dispose();
      this.#busy.value = false;
      if (this.#visible) this.#show({ busy: false, off: true, message: t('Cloze is off.') });
      return;
    }
    if (this.#kind === 'next-token' || this.#kind === 'surprisal') this.#caretViews.follow(this.#kind);
    else this.#show({ busy: false, off: false, ...recordView(this.#kind, records, t) });
  }

  choose(kind: ViewKind): void {
    if (kind === this.#kind) return;
    this.#caretViews.dispose();
    this.#busy.value = false;
    this.#kind = kind;
    this.dependencies.onChoose(kind);
    this.#live = { busy: false, off: false };
    this.#remember({ kind, live: this.#live });
    this.refresh();
  }

  /** Keeps what is shown now while the caret moves on. */
  pin(): void {
    if (this.#live.view === undefined) return;
    this.#pins.add(this.#live.view);
    this.#remember();
  }

  /** What a page asks for. `ready` is answered by the owner of the page. */
  handle(message: PageMessage): void {
    switch (message.type) {
      case 'ready':
        break;
      case 'choose':
        this.choose(message.kind);
        break;
      case 'pin':
        this.pin();
        break;
      case 'unpin':
        this.#pins.remove(message.view);
        this.#remember();
        break;
      case 'compare':
        this.#pins.toggleCompared(message.view);
        this.#remember();
        break;
      case 'act':
        this.#act(message.view, message.row);
        break;
      case 'copy-csv':
        this.copyCsv(message.view);
        break;
      case 'save-svg':
        this.saveSvg(message.view);
        break;
      case 'switch-on':
        this.dependencies.switchOn();
    }
  }

  /** Copies a view: the one that follows the caret unless another one is named. */
  copyCsv(id?: string): void {
    const view = this.#view(id);
    if (view !== undefined) this.dependencies.copy(viewAsCsv(view));
  }

  saveSvg(id?: string): void {
    const view = this.#view(id);
    if (view !== undefined) this.dependencies.save(viewAsSvg(view));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #act(viewId: string, rowId: string): void {
    const rows = this.#view(viewId)?.sections.flatMap((section) => section.rows) ?? [];
    const row = rows.flatMap((each) => [each, ...(each.alternatives ?? [])]).find(({ id }) => id === rowId);
    if (row?.action !== undefined) this.dependencies.act(row.action);
  }

  #view(id = this.#live.view?.id): PanelView | undefined {
    const comparison = this.#pins.comparison(this.#live.view);
    return [this.#live.view, comparison, ...this.#pins.all].find((view) => view?.id === id) ?? undefined;
  }

  #tell(outcome: CaretOutcome): void {
    const { view } = this.#live;
    this.#busy.value = outcome.kind === 'asking';
    if (outcome.kind === 'view') this.#show({ view: outcome.view, busy: false, off: false });
    if (outcome.kind === 'no-prose') this.#show({ busy: false, off: false, message: this.#noProse() });
    if (outcome.kind === 'no-text')
      this.#show({ busy: false, off: false, message: this.dependencies.t('There is no text before the cursor yet.') });
    if (outcome.kind === 'failed' && !isCancelled(outcome.error))
      this.#show({ ...(view && { view }), busy: false, off: false, message: messageOf(outcome.error) });
  }

  #noProse(): string {
    const { t } = this.dependencies;
    return this.#kind === 'surprisal'
      ? t('Put the cursor in a paragraph of prose.')
      : t('Put the cursor in prose where the text can continue.');
  }

  #show(live: LiveView): void {
    this.#live = live;
    const { comparison } = this.#pinState();
    this.dependencies.onChange({ live, comparison });
  }

  /** Lets all pinned views go, without keeping anything. */
  unpinAll(): void {
    this.#pins.clear();
    this.dependencies.onChange(this.#pinState());
  }

  #remember(change: Partial<PanelState> = {}): void {
    const { compared, pins, ...rest } = this.#pinState();
    this.dependencies.storage.write({ version: 1, kind: this.#kind, pins, compared });
    this.dependencies.onChange({ ...change, pins, compared, ...rest });
  }

  #pinState(): Pick<PanelState, 'pins' | 'compared' | 'comparison'> {
    return { pins: this.#pins.all, compared: this.#pins.compared, comparison: this.#pins.comparison(this.#live.view) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof ClozeError ? error.message : String(error);
}

/** What the panel keeps in the workspace's own storage. */
interface StoredPanel {
  /** Goes up when what is stored changes its form; what has another one is not read. */
  readonly version: 1;
  readonly kind: ViewKind;
  readonly pins: readonly PanelView[];
  readonly compared: readonly string[];
}

const nothing: StoredPanel = { version: 1, kind: 'next-token', pins: [], compared: [] };

/** Reads what was stored; nothing where it is not of this form. */
function readStoredPanel(value: unknown): StoredPanel {
  const stored = value as Partial<StoredPanel> | null | undefined;
  if (stored?.version !== 1 || !Array.isArray(stored.pins) || !Array.isArray(stored.compared)) return nothing;
  const kind = viewKinds.find((each) => each === stored.kind) ?? nothing.kind;
  return { version: 1, kind, pins: stored.pins, compared: stored.compared };
}
