import { type PanelView, type ViewKind, viewKinds } from '../../common/panelProtocol/view.js';

/** What the panel keeps in the workspace's own storage. */
export interface StoredPanel {
  /** Goes up when what is stored changes its form; what has another one is not read. */
  readonly version: 1;
  readonly kind: ViewKind;
  readonly pins: readonly PanelView[];
  readonly compared: readonly string[];
}

const nothing: StoredPanel = { version: 1, kind: 'next-token', pins: [], compared: [] };

/** Reads what was stored; nothing where it is not of this form. */
export function readStoredPanel(value: unknown): StoredPanel {
  const stored = value as Partial<StoredPanel> | null | undefined;
  if (stored?.version !== 1 || !Array.isArray(stored.pins) || !Array.isArray(stored.compared)) return nothing;
  const kind = viewKinds.find((each) => each === stored.kind) ?? nothing.kind;
  return { version: 1, kind, pins: stored.pins, compared: stored.compared };
}
