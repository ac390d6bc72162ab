/** A model on this machine. */
export interface FoundModel {
  readonly name: string;
  /** A folder or a GGUF file, for `openCheckpoint`. */
  readonly path: string;
}
