import type { PanelState } from '../../src/common/panelProtocol/messages.js';

/** What a page remembers while it is hidden and when the window is opened again. */
export interface PageMemory {
  /** Goes up when it changes its form; what has another one is not read. */
  readonly version: 1;
  /** What was shown last, so that it is there at once, before the host has answered. */
  readonly state: PanelState | undefined;
  readonly asTable: boolean;
  /** Rows whose alternatives are shown, with the views that they are in. */
  readonly open: readonly string[];
}

/** Reads what a page remembered; with a screen reader, a new page begins with tables. */
export function readMemory(value: unknown, hasScreenReader: boolean): PageMemory {
  const memory = value as PageMemory | null | undefined;
  return memory?.version === 1 ? memory : { version: 1, state: undefined, asTable: hasScreenReader, open: [] };
}
