/** Puts a sentence into the reader's language; `{0}`, `{1}`, … stand for the arguments. In the editor this is `vscode.l10n.t`. */
export type Phrase = (message: string, ...args: (string | number | boolean)[]) => string;

/** The sentences as they are written here. */
export const inEnglish: Phrase = (message, ...args) => message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));
