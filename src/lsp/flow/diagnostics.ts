import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type DocumentDiagnosticReport } from 'vscode-languageserver';
import { inEnglish } from '../../common/translate.js';
import type { LostMutes } from '../../sessions/flow/fileCheck.js';
import type { FlowWarning } from '../../sessions/flow/warnings/flowWarnings.js';
import type { ShownWarnings, WarningView } from '../../sessions/flow/warnings/publishedWarnings.js';
import { EncodedText } from '../text/encodedText.js';

/** The code of warnings, by which they are recognized again. */
export const flowCode = 'flow';

export interface DiagnosticsDependencies {
  /** The text that the warnings of a file are about: that of its last check. */
  readonly checkedText: (uri: string) => EncodedText | undefined;
  /** What a file reads now: for lines of a `.clozeignore`. */
  readonly lineLength: (uri: string, line: number) => number;
  /** Whether the client asks for the diagnostics of a file; else they are sent. */
  readonly isPulled: (uri: string) => boolean;
  readonly send: (uri: string, diagnostics: Diagnostic[]) => void;
  /** Has the client ask again. */
  readonly refresh: () => void;
}

/** The diagnostics of all files: what the client gets of them, sent to it or asked for. */
export class Diagnostics implements WarningView {
  readonly #warnings = new Map<string, Diagnostic[]>();
  readonly #lost = new Map<string, Diagnostic[]>();
  readonly #sent = new Set<string>();
  /** Counts the changes of each file, so that a client that has the latest need not be told again. */
  readonly #results = new Map<string, number>();
  #count = 0;

  constructor(private readonly dependencies: DiagnosticsDependencies) {}

  show(uri: string, shown: ShownWarnings | undefined): void {
    const text = shown && this.dependencies.checkedText(uri);
    const diagnostics = text && shown.warnings.map((warning) => diagnosticOf(uri, warning, shown, text));
    if (diagnostics === undefined) this.#warnings.delete(uri);
    else this.#warnings.set(uri, diagnostics);
    this.#changed([uri]);
  }

  clear(): void {
    const uris = [...this.#warnings.keys()];
    this.#warnings.clear();
    this.#changed(uris);
  }

  showLost(lost: readonly LostMutes[]): void {
    const before = [...this.#lost.keys()];
    this.#lost.clear();
    for (const { file, lines } of lost.filter((each) => each.lines.length > 0)) {
      const known = this.#lost.get(file) ?? [];
      this.#lost.set(file, [...known, ...lines.map((line) => unusedLine(line, this.dependencies.lineLength(file, line)))]);
    }
    this.#changed(new Set([...before, ...this.#lost.keys()]));
  }

  /** The client sees a file in another way now: what was sent of one that it asks about is taken back, what it no longer asks about is sent. */
  handedOver(uri: string): void {
    if (this.dependencies.isPulled(uri)) {
      if (this.#sent.delete(uri)) this.dependencies.send(uri, []);
    } else if (this.#of(uri).length > 0) this.#send(uri);
  }

  /**
   * What a client is told that asks.
   * @param previous the result that it has
   * @param isStale whether the text has changed since: then the client has moved what it shows, which is better than to be told old places
   */
  report(uri: string, previous: string | undefined, isStale: boolean): DocumentDiagnosticReport {
    const resultId = String(this.#results.get(uri) ?? 0);
    if (previous !== undefined && (previous === resultId || isStale)) return { kind: 'unchanged', resultId: previous };
    return { kind: 'full', resultId, items: this.#of(uri) };
  }

  #of(uri: string): Diagnostic[] {
    return [...(this.#warnings.get(uri) ?? []), ...(this.#lost.get(uri) ?? [])];
  }

  #changed(uris: Iterable<string>): void {
    let isAsked = false;
    for (const uri of uris) {
      this.#results.set(uri, ++this.#count);
      if (this.dependencies.isPulled(uri)) isAsked = true;
      else this.#send(uri);
    }
    if (isAsked) this.dependencies.refresh();
  }

  #send(uri: string): void {
    const diagnostics = this.#of(uri);
    if (diagnostics.length === 0) this.#sent.delete(uri);
    else this.#sent.add(uri);
    this.dependencies.send(uri, diagnostics);
  }
}

function diagnosticOf(uri: string, warning: FlowWarning, { severity }: ShownWarnings, text: EncodedText): Diagnostic {
  const range = text.rangeOf(warning.span);
  if (warning.kind === 'unused') return unused(range, warning.message);
  return {
    range,
    message: warning.message,
    severity: { information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint }[severity],
    source: 'Cloze',
    code: flowCode,
    relatedInformation: [{ location: { uri, range: text.rangeOf(warning.before.span) }, message: warning.before.message }],
  };
}

function unusedLine(line: number, length: number): Diagnostic {
  const message = inEnglish('This line mutes nothing: its text is no longer in the file.');
  return unused({ start: { line, character: 0 }, end: { line, character: length } }, message);
}

/** Greys out what mutes nothing, and says why. */
function unused(range: Diagnostic['range'], message: string): Diagnostic {
  return { range, message, severity: DiagnosticSeverity.Hint, source: 'Cloze', tags: [DiagnosticTag.Unnecessary] };
}
