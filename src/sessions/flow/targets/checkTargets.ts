import type { Translate } from '../../../common/translate.js';
import type { Span } from '../../../prose/span.js';

/** A file to check, and what of it. It is read when its turn comes: the editor closes documents that stay unseen for long. */
export interface CheckTarget {
  readonly uri: string;
  /** The spans of its text that are to be checked; all of it where there is no list. */
  readonly within?: (text: string) => Promise<readonly Span[] | undefined>;
}

/** How names of files of prose end. */
export const proseEndings = ['md', 'markdown', 'mdx', 'qmd', 'rmd', 'txt', 'tex', 'rst', 'adoc', 'asciidoc', 'asc', 'typ'];

/** A folder with more files is a library; for all of it there is the command line. */
export const maxFiles = 500;

/** Whether the file with a URI is one of prose by its name, as those of a folder are. */
export function isProseFile(uri: string): boolean {
  const path = uri.replace(/[?#].*$/su, '');
  return proseEndings.includes(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

/** What is checked of a folder. */
export interface FolderTargets {
  readonly targets: readonly CheckTarget[];
  /** What is to be said about them, in a sentence. */
  readonly note?: string;
}

/**
 * What is checked of a folder with these files of prose.
 * @param name the name of the folder for people
 */
export function folderTargets(files: readonly string[], name: string, t: Translate): FolderTargets {
  const targets = files.slice(0, maxFiles).map((uri) => ({ uri }));
  if (files.length === 0) return { targets, note: t('There are no text files in "{0}".', name) };
  if (files.length <= maxFiles) return { targets };
  return { targets, note: t('This folder has more than {0} text files. Only the first {0} are checked.', maxFiles) };
}
