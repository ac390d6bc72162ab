import { type PanelView, type ViewKind, viewKinds } from './view.js';

/** All that the page shows. */
export interface PanelState {
  readonly texts: PanelTexts;
  /** What can be chosen, with its names. */
  readonly choices: readonly { readonly kind: ViewKind; readonly label: string }[];
  readonly kind: ViewKind;
  readonly live: LiveView;
  /** Oldest first. */
  readonly pins: readonly PanelView[];
  /** The pins that are set beside one another or, if it is one, beside what follows the caret. At most two. */
  readonly compared: readonly string[];
  /** Two views in one; `null` where none are compared or they have nothing in common. */
  readonly comparison: PanelView | null;
}

/** What follows the caret or the last result. */
export interface LiveView {
  /** Stays, while a newer one is on its way, so that nothing flickers. */
  readonly view?: PanelView;
  /** Whether something has been on its way for long enough to say so. */
  readonly busy: boolean;
  /** Why there is no view, or none that is new; one sentence. */
  readonly message?: string;
  /** Whether Cloze is off, so that the page offers to switch it on. */
  readonly off: boolean;
}

/** What the page's own controls are called, in the editor's language. */
export interface PanelTexts {
  readonly title: string;
  readonly choose: string;
  readonly pin: string;
  readonly unpin: string;
  readonly compare: string;
  readonly copyCsv: string;
  readonly saveSvg: string;
  readonly asTable: string;
  readonly switchOn: string;
  readonly loading: string;
  readonly pinned: string;
  readonly alternatives: string;
  readonly columns: { readonly label: string; readonly value: string; readonly compared: string; readonly detail: string };
}

/** From the host to the page: the whole state when the page is ready, then what has changed of it. */
export type HostMessage =
  { readonly type: 'state'; readonly state: PanelState } | { readonly type: 'change'; readonly change: Partial<PanelState> };

/** From the page to the host. Views and rows are named by their ids. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly kind: ViewKind }
  | { readonly type: 'act'; readonly view: string; readonly row: string }
  | { readonly type: 'pin' }
  | { readonly type: 'unpin'; readonly view: string }
  | { readonly type: 'compare'; readonly view: string }
  | { readonly type: 'copy-csv'; readonly view: string }
  | { readonly type: 'save-svg'; readonly view: string }
  | { readonly type: 'switch-on' };

/** Reads what came from a page; `undefined` for anything that no page of ours sends. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, view, row, kind } = value as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'ready':
    case 'pin':
    case 'switch-on':
      return { type };
    case 'choose': {
      const chosen = viewKinds.find((each) => each === kind);
      return chosen && { type, kind: chosen };
    }
    case 'act':
      return typeof view === 'string' && typeof row === 'string' ? { type, view, row } : undefined;
    case 'unpin':
    case 'compare':
    case 'copy-csv':
    case 'save-svg':
      return typeof view === 'string' ? { type, view } : undefined;
    default:
      return undefined;
  }
}
