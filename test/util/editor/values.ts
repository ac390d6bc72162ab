import type * as vscode from 'vscode';
import { createVSCodeMock } from 'jest-mock-vscode';
import { vi } from 'vitest';

/** The editor's own value types (ranges, URIs, edits, tree items, …): VS Code's code, as a package has it for tests. */
export const values = createVSCodeMock(vi);

/** Whether an entry of a list only separates others. */
export function isSeparator({ kind }: vscode.QuickPickItem): boolean {
  return Number(kind) === -1;
}
