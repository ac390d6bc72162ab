import * as vscode from 'vscode';

/** Does not follow from the sentence before. */
export const stranger = "The company's quarterly revenue rose by eleven percent, mostly on sales of software.";

/** A paragraph that the stranger has got into. */
export const paragraph = `The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp. He wrote down the wind and the weather in a book. ${stranger} In the morning he put the lamp out and went down to his breakfast. Then he cleaned the glass until nothing could be seen on it.`;

/** What the flow check warns about in a document. */
export function warningsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source, code }) => source === 'Cloze' && code === 'flow');
}
