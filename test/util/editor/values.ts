import type * as vscode from 'vscode';
import { createVSCodeMock } from 'jest-mock-vscode';
import { vi } from 'vitest';

const mock = createVSCodeMock(vi);
/** The class that all URIs are instances of: the package makes them of the parent of its own. */
const Uri = Object.assign(Object.getPrototypeOf(mock.Uri) as typeof vscode.Uri, {
  joinPath: (base: vscode.Uri, ...parts: string[]) => mock.Uri.joinPath(base, ...parts),
});

/** The editor's own value types (ranges, URIs, edits, tree items, …): VS Code's code, as a package has it for tests. */
export const values = { ...mock, Uri };

/** Whether an entry of a list only separates others. */
export function isSeparator({ kind }: vscode.QuickPickItem): boolean {
  return Number(kind) === -1;
}
