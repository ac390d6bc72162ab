/**
 * Puts a sentence into the reader's language; `{0}`, `{1}`, … stand for the arguments. In the editor this is `vscode.l10n.t`. It is an
 * argument so that what people read can be made and tested without an editor.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** The sentences as they are written here. */
export const inEnglish: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));
