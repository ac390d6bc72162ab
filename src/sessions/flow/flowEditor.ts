import type { Span } from '../../prose/span.js';
import type { FileText } from './fileText.js';

/** Settings of the flow check for a file. */
export interface FlowSettings {
  /** Whether Cloze is on. */
  readonly isOn: boolean;
  /** Whether visible prose is checked without a command. */
  readonly isAutomatic: boolean;
  /** How warnings are shown in the text. */
  readonly diagnostics: 'information' | 'hint' | 'off';
}

/** A document that can be seen. */
export interface VisibleDocument {
  readonly uri: string;
  /** Whether all of it is read as prose, and it is shown as a text of its own: not as the output of a program or an input box. */
  readonly isProse: boolean;
  /** Whether it can be edited; not what others show read-only, such as the last commit's text beside today's. */
  readonly isWritable: boolean;
  /** Whether the writer has paused Cloze there. */
  readonly isPaused: boolean;
}

/** What the flow check needs to know of an editor. Offsets are in UTF-16 code units and count one character for the end of each line. */
export interface FlowEditor {
  /** The text of a file that is open in the editor, as it is now. */
  readonly openText: (uri: string) => FileText | undefined;
  /** The text of a file, open or not. Rejects where it is gone, or not a text. */
  readonly read: (uri: string) => Promise<FileText>;
  /** What can be seen of a file. */
  readonly visibleSpan: (uri: string) => Span | undefined;
  readonly visible: () => readonly VisibleDocument[];
  /** The settings for a file, or those of the window. */
  readonly settings: (uri?: string) => FlowSettings;
  /** The name of a file for people: its path in the workspace. */
  readonly nameOf: (uri: string) => string;
}
