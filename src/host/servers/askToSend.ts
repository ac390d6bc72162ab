import * as vscode from 'vscode';
import type { TextContext } from '../../common/methods/completion.js';
import { askToSendText } from '../messages.js';

/** So much of the text is shown: its end, from which it can be told which document it is. */
const shownCharacters = 600;

/**
 * Asks once in a workspace whether text may go to a server, and shows on request which. The local model completes meanwhile.
 * @param context the text that would leave first
 */
export async function askToSend(host: string, context: TextContext): Promise<boolean> {
  return askToSendText(
    vscode.l10n.t('Send text to {0}? It gets up to the last 1,024 tokens before the cursor and the headings above, each time it completes, in this workspace.', host), // prettier-ignore
    vscode.l10n.t('This is the end of the text that {0} would get now:', host),
    shownOf(context),
  );
}

/** The same for a text that the writer has it rewrite, translate or summarize. */
export async function askToWrite(host: string, text: string): Promise<boolean> {
  return askToSendText(
    vscode.l10n.t('Send text to {0}? It gets the text that you have it rewrite, translate or summarize, each time you ask for that in this workspace.', host), // prettier-ignore
    vscode.l10n.t('This is the text that {0} would get now:', host),
    text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text,
  );
}

function shownOf({ headings, before }: TextContext): string {
  const end = before.slice(-shownCharacters);
  return [...headings, end.length < before.length ? `…${end}` : end].join('\n');
}
