/**
 * Puts a sentence into the editor's language; `{0}`, `{1}`, … stand for the arguments. In the editor this is `vscode.l10n.t`.
 * It is an argument so that what people read can be tested without an editor.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
