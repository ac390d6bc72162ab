import * as vscode from 'vscode';
import type { Span } from '../../prose/span.js';

/** A file to check, and what of it. It is opened when its turn comes: the editor closes documents that stay unseen for long. */
export interface CheckTarget {
  readonly uri: vscode.Uri;
  /** The spans of its text that are to be checked; all of it where there is no list. */
  readonly within?: (document: vscode.TextDocument) => Promise<readonly Span[] | undefined>;
}

/** How names of files of prose end. */
const proseEndings = ['md', 'markdown', 'mdx', 'qmd', 'rmd', 'txt', 'tex', 'rst', 'adoc', 'asciidoc', 'asc', 'typ'];

/** A folder with more files is a library; who wants all of it uses the command line. */
export const maxFiles = 500;

/** The files of prose in a folder, in the order of their names; one more than are checked where there are more. */
export async function proseFilesIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${proseEndings.join()}}`);
  const files = await vscode.workspace.findFiles(pattern, undefined, maxFiles + 1);
  return [...files].sort((a, b) => a.toString().localeCompare(b.toString()));
}

/** Whether a file is one of prose by its name, as those of a folder are. */
export function isProseFile({ path }: vscode.Uri): boolean {
  return proseEndings.includes(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}
