/** The text of a file as the flow check reads it. Results hold as long as both parts stay the same. */
export interface FileText {
  /** With one character for the end of each line. */
  readonly text: string;
  /** The language by whose rules it is read. */
  readonly language: string;
}

export function isSameText(a: FileText, b: FileText): boolean {
  return a.language === b.language && a.text === b.text;
}
