import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { Translate } from '../../common/translate.js';
import { DocumentCheck } from './check/documentCheck.js';
import type { FlowChecker } from './check/flowChecker.js';
import { flowDocument } from '../../writing/flow/document/flowDocument.js';
import { movedSpans } from '../../writing/flow/movedSpans.js';
import type { Span } from '../../prose/span.js';
import { FileCheck } from './fileCheck.js';
import { type FileText, isSameText } from './fileText.js';
import type { Mutes } from './mutes/foundMutes.js';

/** How long a text must stay as it is before it is checked: while a writer is typing, completions come first. */
export const afterEditMs = 700;

/** The same after the cursor has moved on or another part is seen. */
const afterMoveMs = 200;

/** The interval at which a running check shows what it has found; what it finds first is shown at once. */
const showEveryMs = 400;

export interface FileResultsDependencies {
  readonly checker: FlowChecker;
  readonly mutes: Mutes;
  readonly clock: Clock;
  readonly t: Translate;
  /** The text of a file that is open in the editor, as it is now. */
  readonly openText: (uri: string) => FileText | undefined;
  /** What can be seen of a file. It is checked first. */
  readonly visibleSpan: (uri: string) => Span | undefined;
  /** Something more is known about the file, or its check is over. */
  readonly onChange: (file: FileResults) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface RunOptions {
  /** Only paragraphs that touch one of these spans; all where there is no list. */
  readonly within?: readonly Span[];
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * What is known about the flow of one file, whether or not an editor has it open. It holds as long as the text is the same; after a
 * change only the changed paragraphs lose their results, because all others are remembered.
 */
export class FileResults implements Disposable {
  #timer: Disposable = new DisposableStore();
  #running = new CancellationSource();
  /** The check that was asked for last. An edit ends it: the text that it reads is no more. */
  #asked = new CancellationSource();
  /** The offset of the cursor in the sentence that is being written. */
  #heldAt: number | undefined;
  #latest: FileCheck | undefined;
  /** Counts the changes of the text; results are about the text after so many. */
  #changes = 0;
  #latestAt = -1;
  /** What is checked, as spans of a text that the file had; all of it where there is none. */
  #scope: { readonly text: string; readonly spans: readonly Span[] } | undefined;
  /** How many calls of `run` are on their way. */
  #runs = 0;

  constructor(
    readonly uri: string,
    private readonly dependencies: FileResultsDependencies,
  ) {}

  /** What is known about the text as it is now. */
  get current(): FileCheck | undefined {
    return this.#latestAt === this.#changes ? this.#latest : undefined;
  }

  /** The same, or what was known of the text before its last change. */
  get latest(): FileCheck | undefined {
    return this.#latest;
  }

  /** The text was edited: nothing is said about the sentence at the cursor until the cursor has left it. */
  edited(offset: number): void {
    this.#changes++;
    this.#asked.cancel();
    this.#heldAt = offset;
    this.#later(afterEditMs);
  }

  /** The cursor has moved. */
  moved(offset: number): void {
    if (this.#heldAt === undefined) return;
    const sentences = this.#latest?.check.document.blocks.flatMap((block) => block.sentences) ?? [];
    const held = this.#heldAt;
    const isSame = sentences.some(({ start, end }) => [held, offset].every((each) => start <= each && each <= end + 1));
    if (!isSame) this.refresh();
  }

  /** Checks again, soon. */
  refresh(): void {
    this.#heldAt = undefined;
    this.#later(afterMoveMs);
  }

  /** The mutes have changed: what is known is shown by them, and nothing is checked. */
  async remute(): Promise<void> {
    if (this.#latest !== undefined) await this.#begin(this.#textNow(this.#latest));
  }

  /**
   * The file is open now, or was changed on the disk. What still fits is kept.
   * @param isOpen Whether the changed paragraphs are to be checked; those of files that no editor shows are not.
   */
  async become(source: FileText, isOpen: boolean): Promise<void> {
    if (this.#latest === undefined) return;
    this.#changes++;
    this.#heldAt = undefined;
    if (isSameText(this.#latest.source, source)) this.#latestAt = this.#changes;
    else {
      this.#asked.cancel();
      await this.#begin(source);
    }
    if (isOpen && this.current?.isComplete === false && this.#runs === 0) this.#later(afterMoveMs);
  }

  /**
   * Checks a text now. Where that is cancelled or fails, what was found stays, and the rest is left alone until the next call; where it is
   * overtaken by an edit, the rest is checked after that.
   */
  async run(source: FileText, token: CancellationToken, { within, onProgress }: RunOptions = {}): Promise<void> {
    this.dispose();
    this.#asked.cancel();
    const asked = new CancellationSource();
    this.#asked = asked;
    const cancelled = token.onCancellationRequested(() => asked.cancel());
    // Asked for, the sentence at the cursor is checked too.
    this.#heldAt = undefined;
    this.#scope = within && { text: source.text, spans: within };
    this.#runs++;
    let isDone = false;
    try {
      await this.#check(source, token.isCancellationRequested ? token : asked.token, onProgress);
      isDone = true;
    } catch (error) {
      const isOvertaken = isCancelled(error) && !token.isCancellationRequested && asked.token.isCancellationRequested;
      if (!isOvertaken) throw error;
      isDone = true;
    } finally {
      this.#runs--;
      cancelled.dispose();
      if (!isDone && this.#latest !== undefined) this.#scope = { text: this.#latest.source.text, spans: this.#latest.checkedSpans() };
    }
  }

  /** Gives up what is on its way. What is known stays. */
  dispose(): void {
    this.#timer.dispose();
    this.#running.cancel();
  }

  #textNow({ source }: FileCheck): FileText {
    return this.dependencies.openText(this.uri) ?? source;
  }

  async #check(source: FileText, token: CancellationToken, onProgress?: (done: number, all: number) => void): Promise<void> {
    const { clock } = this.dependencies;
    const latest = await this.#begin(source, token);
    if (latest === undefined || (latest.isComplete && latest.check.isDone)) return;
    const { check } = latest;
    const visible = this.dependencies.visibleSpan(this.uri);
    const distance = ({ block }: { block: number }): number => {
      const { start = 0, end = 0 } = check.document.blocks[block] ?? {};
      return visible === undefined ? 0 : Math.max(0, start - visible.end, visible.start - end);
    };
    let shownAt = -Infinity;
    for await (const done of check.run({ token }, distance)) {
      onProgress?.(done, check.size);
      const now = clock.now();
      if (now - shownAt < showEveryMs) continue;
      shownAt = now;
      this.#show(latest);
    }
    latest.isComplete = true;
    this.#show(latest);
  }

  /** Shows what a check has found. Where the mutes have changed since it began, that is in another list by now. */
  #show(checked: FileCheck): void {
    if (this.#latest !== undefined && this.#latest !== checked) this.#latest.isComplete = this.#latest.check.recall();
    this.dependencies.onChange(this);
  }

  /** Reads a text and shows what is known of it already; `undefined` where the text has changed meanwhile and is checked again anyway. */
  async #begin(source: FileText, token?: CancellationToken): Promise<FileCheck | undefined> {
    const { checker, mutes, t, onChange } = this.dependencies;
    const changes = this.#changes;
    const scope = this.#scope && { text: source.text, spans: movedSpans(this.#scope.spans, this.#scope.text, source.text) };
    const stored = await mutes.of(this.uri);
    if (token?.isCancellationRequested === true || this.#changes !== changes) return undefined;
    const choice = { ...(this.#heldAt !== undefined && { caret: this.#heldAt }), ...(scope !== undefined && { within: scope.spans }) };
    const check = new DocumentCheck(flowDocument(source.text, source.language), source.text, stored.mutes, checker, t, choice);
    await mutes.renew(this.uri, check.mutes.matched.mutes);
    if (this.#changes !== changes) return undefined;
    this.#latest = new FileCheck(source, check, stored, check.recall());
    this.#latestAt = changes;
    this.#scope = scope;
    onChange(this);
    return this.#latest;
  }

  #later(delayMs: number): void {
    this.dispose();
    this.#timer = this.dependencies.clock.schedule(delayMs, () => {
      const source = this.dependencies.openText(this.uri) ?? this.#latest?.source;
      if (source === undefined) return;
      const running = new CancellationSource();
      this.#running = running;
      void this.#check(source, running.token).catch((error: unknown) => {
        if (!isCancelled(error) && !running.token.isCancellationRequested) this.dependencies.onFailure(error);
      });
    });
  }
}
