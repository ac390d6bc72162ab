import type { PairSignalKind } from '../../../../src/common/methods/scoring.js';
import { inEnglish } from '../../../../src/common/translate.js';
import type { LostMutes } from '../../../../src/sessions/flow/fileCheck.js';
import type { FlowSettings, VisibleDocument } from '../../../../src/sessions/flow/flowEditor.js';
import { FlowSession } from '../../../../src/sessions/flow/flowSession.js';
import type { OwnMutes } from '../../../../src/sessions/flow/mutes/storedMutes.js';
import type { ShownWarnings } from '../../../../src/sessions/flow/warnings/publishedWarnings.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { markdown, ratingsOf } from './reviewer.js';

/** The folder that is open. */
export const folder = 'file:///book';

/** A window with documents and files, a model to which everything follows but the stranger, and all that is shown. */
export class FlowWindow {
  readonly clock = new FakeClock();
  readonly open = new Map<string, string>();
  readonly disk = new Map<string, string>();
  readonly edited = new Set<string>();
  visible: VisibleDocument[] = [];
  settings: FlowSettings = { isOn: true, isAutomatic: true, diagnostics: 'information' };
  stored: OwnMutes = {};
  models = 'one';
  /** Signals that no model can measure. */
  lacks: readonly PairSignalKind[] = [];
  /** How many pairs the model was asked about. */
  asked = 0;
  /** What happens when the model is asked. */
  onAsk: () => unknown = () => undefined;
  /** What the causal model writes. */
  written: readonly string[] = [];
  /** A sentence after which everything follows. */
  link: string | undefined;
  readonly shown = new Map<string, ShownWarnings>();
  lost: readonly LostMutes[] = [];
  readonly logged: string[] = [];

  readonly session = new FlowSession({
    engine: fakeEngine({
      ratePairs: async ({ pairs, signals }) => {
        this.asked += pairs.length;
        await this.onAsk();
        const { ratings, missing } = ratingsOf({ pairs, signals }, this.lacks);
        return { ratings: ratings.map((rating, index) => (pairs[index]?.first === this.link ? { nextSentence: 3 } : rating)), missing };
      },
      complete: () => Promise.resolve({ candidates: this.written.map((text) => ({ text })) } as never),
    }),
    clock: this.clock,
    t: inEnglish,
    editor: {
      openText: (uri) => {
        const text = this.open.get(uri);
        return text === undefined ? undefined : markdown(text);
      },
      read: (uri) => {
        const text = this.open.get(uri) ?? this.disk.get(uri);
        return text === undefined ? Promise.reject(new Error('There is no such file.')) : Promise.resolve(markdown(text));
      },
      visibleSpan: () => undefined,
      visible: () => this.visible,
      settings: () => this.settings,
      nameOf: (uri) => uri.slice(folder.length + 1),
    },
    warnings: {
      show: (uri, shown) => {
        if (shown === undefined) this.shown.delete(uri);
        else this.shown.set(uri, shown);
      },
      clear: () => this.shown.clear(),
      showLost: (lost) => (this.lost = lost),
    },
    storage: { read: () => this.stored, write: (mutes) => Promise.resolve(void (this.stored = mutes)) },
    sharedIn: (uri) => (uri.startsWith(`${folder}/`) ? { file: `${folder}/.clozeignore`, path: uri.slice(folder.length + 1) } : undefined),
    files: {
      read: (uri) => Promise.resolve(this.disk.get(uri) ?? ''),
      write: (uri, text) => Promise.resolve(void this.disk.set(uri, text)),
      isEdited: (uri) => this.edited.has(uri),
    },
    models: () => this.models,
    log: (message) => this.logged.push(message),
  });

  /** Opens a document with a text and shows it. */
  show(uri: string, text: string, change: Partial<VisibleDocument> = {}): void {
    this.open.set(uri, text);
    this.visible.push({ uri, isProse: true, isWritable: true, isPaused: false, ...change });
    this.session.follow.opened(uri);
    this.session.follow.visibleChanged();
  }

  /** Changes the text of a document, as its writer does. */
  edit(uri: string, text: string, caret?: number): void {
    this.open.set(uri, text);
    this.session.follow.edited(uri, caret);
  }

  /** Closes a document. */
  close(uri: string, isOnDisk = true): void {
    this.open.delete(uri);
    this.visible = this.visible.filter((each) => each.uri !== uri);
    this.session.follow.closed(uri, isOnDisk);
  }

  /** Lets more time pass than anything waits. */
  rest(): Promise<void> {
    return this.clock.advance(10_000);
  }

  /** The texts of the sentences that are warned about in a file, as they are shown. */
  warned(uri: string): string[] {
    const text = this.session.results.get(uri)?.latest?.source.text ?? '';
    const warnings = this.shown.get(uri)?.warnings.filter(({ kind }) => kind === 'warning') ?? [];
    return warnings.map(({ span }) => text.slice(span.start, span.end));
  }
}
