import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { changedLines } from '../../text/flow/changedLines.js';
import type { Span } from '../../text/span.js';

/** What of the API of VS Code's own git extension is used (`extensions/git/src/api/git.d.ts`, version 1). */
interface GitExtension {
  /** Without it there is no API: `git.enabled` is off, or Git is not installed. */
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null };
}

/** A document to check, and what of it; all of it where there is no list. */
export interface CheckTarget {
  readonly document: vscode.TextDocument;
  readonly within?: readonly Span[];
}

/** Files of prose, by their names. */
const proseFiles = '**/*.{md,markdown,mdx,qmd,rmd,txt,tex,rst,adoc,asciidoc,asc,typ}';

/** A folder with more files is a library; who wants all of it uses the command line. */
const mostFiles = 500;

/** All documents of prose in a folder. Files that cannot be read as text are left out. */
export async function folderTargets(folder: vscode.Uri): Promise<CheckTarget[]> {
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, proseFiles), undefined, mostFiles);
  const sorted = [...files].sort((a, b) => a.toString().localeCompare(b.toString()));
  const opened = await Promise.all(
    sorted.map(async (uri): Promise<CheckTarget[]> => {
      try {
        return [{ document: await vscode.workspace.openTextDocument(uri) }];
      } catch {
        return [];
      }
    }),
  );
  return opened.flat();
}

/**
 * The lines of a document that differ from the last commit, saved or not; all of a document that was never committed. `undefined` where
 * the editor knows no repository around it.
 */
export async function changedTarget(document: vscode.TextDocument): Promise<CheckTarget | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  const git = await extension?.activate();
  const repository = git?.enabled === true ? git.getAPI(1).getRepository(document.uri) : null;
  if (repository === null) return undefined;
  const committed = await repository.show('HEAD', document.uri.fsPath).catch(() => undefined);
  if (committed === undefined) return { document };
  return { document, within: changedLines(plainText(committed), plainText(document.getText())) };
}
