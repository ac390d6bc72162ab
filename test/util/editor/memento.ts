import type * as vscode from 'vscode';

/** Storage of the editor in memory. */
export function memento(kept: Record<string, unknown> = {}): vscode.Memento & { readonly kept: Readonly<Record<string, unknown>> } {
  return {
    kept,
    keys: () => Object.keys(kept),
    get: <T>(key: string, otherwise?: T) => (key in kept ? kept[key] : otherwise) as T,
    update(key: string, value: unknown) {
      if (value === undefined) Reflect.deleteProperty(kept, key);
      else kept[key] = structuredClone(value);
      return Promise.resolve();
    },
  };
}
