import type { Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';
import { FileResults, type FileResultsDependencies } from './fileResults.js';
import type { FileText } from './fileText.js';

/**
 * The results of all files that were checked, by URI. They belong to the reviewer: they stay when an editor closes a file, and go when
 * the text changes there, the file is deleted, or the reviewer clears them.
 */
export class FlowResults implements Disposable {
  readonly #files = new Map<string, FileResults>();
  readonly #changes = new Emitter<FileResults>();
  readonly #removals = new Emitter<string>();

  /** Something more or else is known about a file. */
  readonly onDidChange = this.#changes.event;
  /** Nothing is known any more about the file with this URI. */
  readonly onDidRemove = this.#removals.event;

  constructor(private readonly dependencies: Omit<FileResultsDependencies, 'onChange'>) {}

  /** All files, in the order in which they were first checked. */
  get all(): readonly FileResults[] {
    return [...this.#files.values()];
  }

  get(uri: string): FileResults | undefined {
    return this.#files.get(uri);
  }

  /** The results of a file, which are kept from now on. */
  follow(uri: string): FileResults {
    const known = this.#files.get(uri);
    if (known !== undefined) return known;
    // A check may come to its end after its results were removed; other results may have the URI by then.
    const onChange = (file: FileResults): void => {
      if (this.#files.get(uri) === file) this.#changes.fire(file);
    };
    const file = new FileResults(uri, { ...this.dependencies, onChange });
    this.#files.set(uri, file);
    return file;
  }

  /** An editor has opened a file, or what it has open is another text by now. */
  opened(uri: string, source: FileText): Promise<void> {
    return this.get(uri)?.become(source, true) ?? Promise.resolve();
  }

  /** No editor has the file open any more: what is on its way is given up, what is known stays. */
  closed(uri: string): void {
    this.get(uri)?.dispose();
  }

  /** A file that no editor has open has another text by now. */
  changedOnDisk(uri: string, source: FileText): Promise<void> {
    return this.get(uri)?.become(source, false) ?? Promise.resolve();
  }

  remove(uri: string): void {
    this.#files.get(uri)?.dispose();
    if (this.#files.delete(uri)) this.#removals.fire(uri);
  }

  /** Forgets what was found in all files. */
  clear(): void {
    for (const uri of [...this.#files.keys()]) this.remove(uri);
  }

  dispose(): void {
    for (const file of this.all) file.dispose();
    this.#files.clear();
    this.#changes.dispose();
    this.#removals.dispose();
  }
}
