import { changedLines } from '../../../writing/flow/changedLines.js';
import { type CheckTarget, isProseFile } from './checkTargets.js';

/** A repository of Git, as an editor knows it. Files are named by their URIs. */
export interface Repository {
  /** Looks again for what has changed. */
  readonly refresh: () => Promise<void>;
  /** The files that differ from the last commit on the disk, with where that has them. */
  readonly changes: () => readonly FileChange[];
  /** Its files that are open with changes that are not saved. */
  readonly unsaved: () => readonly string[];
  /** The text of a file in the last commit, with one character for the end of each line. Rejects where it was not there. */
  readonly committed: (uri: string) => Promise<string>;
}

export interface FileChange {
  readonly uri: string;
  /** Where the last commit has the file. */
  readonly original: string;
}

/** The changed lines of a file. */
export function changedTarget(repository: Repository, uri: string): CheckTarget {
  const change = repository.changes().find((each) => each.uri === uri);
  return targetOf(repository, { uri, original: change?.original ?? uri });
}

/** The changed lines of all files of prose that differ from the last commit, saved or not. */
export async function changedTargets(repository: Repository): Promise<CheckTarget[]> {
  await repository.refresh();
  const originals = new Map(repository.changes().map(({ uri, original }) => [uri, original]));
  const uris = new Set([...[...originals.keys()].filter(isProseFile), ...repository.unsaved()]);
  return [...uris].map((uri) => targetOf(repository, { uri, original: originals.get(uri) ?? uri }));
}

/** All of a file that was never committed. */
function targetOf(repository: Repository, { uri, original }: FileChange): CheckTarget {
  return {
    uri,
    within: async (text) => {
      const committed = await repository.committed(original).catch(() => undefined);
      return committed === undefined ? undefined : changedLines(committed, text);
    },
  };
}
