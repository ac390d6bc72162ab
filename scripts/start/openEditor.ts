/** An editor that `npm start` opened. */
export interface OpenEditor {
  /** A sentence that says where it is. */
  readonly where: string;
  /** Settles when the person closes it, or it fails. */
  readonly ended: Promise<void>;
  /** Ends every process of it. */
  stop(): Promise<void>;
}
