import type { Hover } from 'vscode-languageserver';
import type { CancellationToken } from '../../common/cancellation.js';
import type { PairRecord, PairSignal } from '../../common/panelProtocol/pair.js';
import { pairAt } from '../../sessions/flow/chosenPair.js';
import type { FlowSession } from '../../sessions/flow/flowSession.js';
import { percent } from '../../prose/plainText.js';
import type { OpenDocument } from '../text/openDocument.js';

/** The numbers that the sentence at an offset was judged by; `undefined` where it was not checked. */
export async function flowHover(
  session: FlowSession,
  document: OpenDocument,
  offset: number,
  isMarkdown: boolean,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const file = session.results.get(document.uri);
  const found = file?.current;
  const chosen = file && found && pairAt(file, found, offset);
  if (chosen === undefined || found?.check.judgement(chosen.second) === undefined) return undefined;
  const record = await session.reasons(chosen, token);
  if (record === undefined || found.source.text !== document.text) return undefined;
  const contents = isMarkdown
    ? { kind: 'markdown' as const, value: markdown(record) }
    : { kind: 'plaintext' as const, value: plain(record) };
  return { contents, range: document.plain.rangeOf(chosen.second) };
}

function markdown({ verdict, signals, reasons }: PairRecord): string {
  const rows = signals.map((signal) => `| ${signal.label} | ${valueOf(signal)} | ${usualOf(signal)} |`);
  const why = reasons.map((reason) => `- ${escaped(reason)}`).join('\n');
  return `${escaped(verdict)}\n\n| Cloze | value | shuffled |\n| --- | ---: | ---: |\n${rows.join('\n')}\n\n${why}`.trimEnd();
}

function plain({ verdict, signals, reasons }: PairRecord): string {
  const rows = signals.map((signal) => {
    const usual = usualOf(signal);
    return `${signal.label}: ${valueOf(signal)}${usual === '' ? '' : ` (shuffled sentences: ${usual})`}`;
  });
  return [verdict, ...rows, ...reasons].join('\n');
}

function valueOf({ unit, value, detail }: PairSignal): string {
  const shown = unit === 'bits' ? `${value.toFixed(1)} bits` : percent(value);
  return detail === undefined ? shown : `${shown}, ${detail}`;
}

function usualOf({ unit, shuffled }: PairSignal): string {
  if (shuffled === undefined) return '';
  return unit === 'bits' ? `${shuffled.toFixed(1)} bits` : percent(shuffled);
}

/** What a writer wrote is shown as it is. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&');
}
