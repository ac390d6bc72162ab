/** Whether a file is what Git LFS has in a repository in place of a large file. */
export function isLfsPointer(start: string): boolean {
  return start.startsWith('version https://git-lfs.github.com/spec/');
}

/** What to do about it, in two sentences. `what` says what the file is not. */
export function lfsPointer(what: string): string {
  return `It is ${what} but a pointer of Git LFS to one: the folder was cloned without its large files. Run "git lfs pull" in it.`;
}
