/** A folder that can be checked. */
export interface FolderChoice {
  /** Its URI, without a slash at the end. */
  readonly folder: string;
  /** How many files of prose are in it and in its folders. */
  readonly fileCount: number;
}

/** A folder that is open, first, and those in it that have files of prose, in the order of their names. All are named by their URIs. */
export function folderChoices(root: string, files: readonly string[]): FolderChoice[] {
  const top = root.replace(/\/$/u, '');
  const counts = new Map([[top, 0]]);
  for (const file of files) {
    for (let folder = parentOf(file); folder.length >= top.length; folder = parentOf(folder))
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([folder, fileCount]) => ({ folder, fileCount }));
}

function parentOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}
