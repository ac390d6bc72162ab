/** The files of a workspace, by their addresses. */
export interface TextFiles {
  /** The text of an open document as it is now, or of a file; `undefined` where there is none, or it is no text. */
  read(uri: string): Promise<string | undefined>;
  /** Bytes of a file. */
  size(uri: string): Promise<number>;
  /** What people call a file. */
  nameOf(uri: string): string;
}
