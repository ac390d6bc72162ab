/** One of those that a process works for, such as a window of the editor. What is its own is kept by this object's identity. */
export interface Caller {
  /** Whether the writer is there: its turns come first. */
  readonly isFocused: boolean;
}

/** The caller of a process that works for one alone. */
export const onlyCaller: Caller = { isFocused: true };
