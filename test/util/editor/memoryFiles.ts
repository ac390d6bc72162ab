import type * as vscode from 'vscode';
import { signal } from './event.js';
import { values } from './values.js';

/** The file systems of the editor in memory: `file:` can be written, all other schemes are unknown. */
export class MemoryFiles {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>();
  /** Paths at which writing fails, as on a full disk. */
  readonly refused = new Set<string>();
  readonly #created = signal<vscode.Uri>();
  readonly #changed = signal<vscode.Uri>();
  readonly #deleted = signal<vscode.Uri>();
  readonly onDidCreate = this.#created.event;
  readonly onDidChange = this.#changed.event;
  readonly onDidDelete = this.#deleted.event;

  /** The text of a file; `undefined` where there is none. */
  textOf(uri: vscode.Uri): string | undefined {
    const bytes = this.#files.get(uri.toString());
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Puts a file there, as another program does. */
  put(uri: vscode.Uri, content: string | Uint8Array): void {
    const key = uri.toString();
    const isNew = !this.#files.has(key);
    this.#files.set(key, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    (isNew ? this.#created : this.#changed).fire(uri);
  }

  /** The names of all files, without what is still being written. */
  get names(): string[] {
    return [...this.#files.keys()].sort();
  }

  readFile = (uri: vscode.Uri): Promise<Uint8Array> => {
    const bytes = this.#files.get(uri.toString());
    return bytes === undefined ? Promise.reject(values.FileSystemError.FileNotFound(uri)) : Promise.resolve(bytes);
  };

  writeFile = (uri: vscode.Uri, content: Uint8Array): Promise<void> => {
    if ([...this.refused].some((path) => uri.path.startsWith(path))) return Promise.reject(new Error('no space left'));
    this.put(uri, content);
    return Promise.resolve();
  };

  stat = (uri: vscode.Uri): Promise<vscode.FileStat> => {
    const bytes = this.#files.get(uri.toString());
    const times = { ctime: 0, mtime: 0 };
    if (bytes !== undefined) return Promise.resolve({ ...times, type: values.FileType.File, size: bytes.length });
    if (this.#isFolder(uri)) return Promise.resolve({ ...times, type: values.FileType.Directory, size: 0 });
    return Promise.reject(values.FileSystemError.FileNotFound(uri));
  };

  readDirectory = (uri: vscode.Uri): Promise<[string, vscode.FileType][]> => {
    if (!this.#isFolder(uri)) return Promise.reject(values.FileSystemError.FileNotFound(uri));
    const prefix = `${uri.toString().replace(/\/$/, '')}/`;
    const below = this.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    const entries = new Map(below.map((path) => [path.split('/')[0] ?? '', path.includes('/')]));
    return Promise.resolve(
      [...entries]
        .map(([name, isFolder]) => [name, isFolder ? values.FileType.Directory : values.FileType.File] as const)
        .map(([name, type]) => [name, type]),
    );
  };

  createDirectory = (uri: vscode.Uri): Promise<void> => {
    this.#folders.add(uri.toString());
    return Promise.resolve();
  };

  delete = (uri: vscode.Uri): Promise<void> => {
    const key = uri.toString();
    const found = this.names.filter((name) => name === key || name.startsWith(`${key}/`));
    if (found.length === 0) return Promise.reject(values.FileSystemError.FileNotFound(uri));
    for (const name of found) this.#files.delete(name);
    this.#deleted.fire(uri);
    return Promise.resolve();
  };

  rename = (from: vscode.Uri, to: vscode.Uri): Promise<void> => {
    const content = this.#files.get(from.toString());
    if (content === undefined) return Promise.reject(values.FileSystemError.FileNotFound(from));
    this.#files.delete(from.toString());
    this.put(to, content);
    return Promise.resolve();
  };

  isWritableFileSystem = (scheme: string): boolean | undefined => (scheme === 'file' ? true : undefined);

  #isFolder(uri: vscode.Uri): boolean {
    const key = uri.toString().replace(/\/$/, '');
    return this.#folders.has(key) || this.names.some((name) => name.startsWith(`${key}/`));
  }
}
