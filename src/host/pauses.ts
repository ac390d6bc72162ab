import type { Clock } from '../common/clock.js';
import { type Disposable, DisposableStore } from '../common/disposable.js';
import { Emitter } from '../common/emitter.js';

/** Why Cloze does nothing on its own in a document. */
export type Pause =
  | { readonly kind: 'file' }
  /** The address of the folder that is off, which may be further out than the document's own. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** In milliseconds since 1970. */
  | { readonly kind: 'time'; readonly until: number };

/** What is kept in the workspace's own storage. */
export interface StoredPauses {
  /** Addresses of documents and of folders, without a slash at the end. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** In milliseconds since 1970; absent where no time was given. */
  readonly until?: number;
}

export interface PauseDependencies {
  readonly storage: { readonly read: () => unknown; readonly write: (value: StoredPauses) => void };
  /** Milliseconds since 1970: a pause goes on while the window is closed. */
  readonly date: () => number;
  readonly clock: Clock;
}

/** The longest delay that a timer takes. */
const longestTimer = 2 ** 31 - 1;

/** The files and folders of a workspace in which Cloze does nothing on its own, and until when it does nothing at all. What is asked for works. */
export class Pauses implements Disposable {
  readonly #changes = new Emitter<void>();
  readonly onDidChange = this.#changes.event;
  #stored: StoredPauses;
  #timer: Disposable = new DisposableStore();

  constructor(private readonly dependencies: PauseDependencies) {
    this.#stored = readStored(dependencies.storage.read());
    this.#wait();
  }

  /** Why Cloze does nothing on its own in a document; `undefined` where it does. Without a document, only a time can be why. */
  of(document?: string): Pause | undefined {
    if (document !== undefined) {
      if (this.#stored.files.includes(document)) return { kind: 'file' };
      const folder = this.folderOf(document);
      if (folder !== undefined) return { kind: 'folder', folder };
    }
    const { until } = this;
    return until === undefined ? undefined : { kind: 'time', until };
  }

  /** The address of the folder that is off and holds a document. */
  folderOf(document: string): string | undefined {
    return this.#stored.folders.find((each) => document.startsWith(`${each}/`));
  }

  /** Until when Cloze does nothing on its own anywhere, in milliseconds since 1970. */
  get until(): number | undefined {
    const { until } = this.#stored;
    return until !== undefined && until > this.dependencies.date() ? until : undefined;
  }

  /** Switches a file off or on again; returns whether it is off now. */
  toggleFile(document: string): boolean {
    this.#change({ ...this.#stored, files: toggled(this.#stored.files, document) });
    return this.#stored.files.includes(document);
  }

  /**
   * Switches the folder on again that is off and holds a document; where none is, the document's own folder off. Returns the folder and whether
   * it is off now; `undefined` for a document that is in no folder yet.
   */
  toggleFolderOf(document: string): { readonly folder: string; readonly isOff: boolean } | undefined {
    if (isUntitled(document)) return undefined;
    const off = this.folderOf(document);
    const folder = off ?? document.slice(0, document.lastIndexOf('/'));
    this.#change({ ...this.#stored, folders: toggled(this.#stored.folders, folder) });
    return { folder, isOff: off === undefined };
  }

  /** Does nothing on its own for so many milliseconds from now on. */
  pauseFor(ms: number): void {
    this.#change({ ...this.#stored, until: this.dependencies.date() + ms });
  }

  /** Ends the pause that has a time. */
  resume(): void {
    this.#change({ files: this.#stored.files, folders: this.#stored.folders });
  }

  /** On again everywhere, because what was kept is gone. */
  clear(): void {
    this.#stored = readStored(undefined);
    this.#wait();
    this.#changes.fire();
  }

  dispose(): void {
    this.#timer.dispose();
    this.#changes.dispose();
  }

  #change(stored: StoredPauses): void {
    this.#stored = stored;
    this.dependencies.storage.write({ ...stored, files: stored.files.filter((file) => !isUntitled(file)) });
    this.#wait();
    this.#changes.fire();
  }

  /** Tells when the time is over. A timer stands still while the computer sleeps, so that it looks again. */
  #wait(): void {
    this.#timer.dispose();
    const { until } = this;
    if (until === undefined) return;
    this.#timer = this.dependencies.clock.schedule(Math.min(longestTimer, until - this.dependencies.date()), () => {
      if (this.until === undefined) this.resume();
      else this.#wait();
    });
  }
}

/** The name of the folder at an address. */
export function folderName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function isUntitled(document: string): boolean {
  return document.startsWith('untitled:');
}

function toggled(all: readonly string[], one: string): readonly string[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}

/** What was stored, without what is not of its form. */
function readStored(value: unknown): StoredPauses {
  const { files, folders, until } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  const texts = (all: unknown): string[] => (Array.isArray(all) ? all.filter((each) => typeof each === 'string') : []);
  return { files: texts(files), folders: texts(folders), ...(typeof until === 'number' && Number.isFinite(until) && { until }) };
}
