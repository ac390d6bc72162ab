import * as vscode from 'vscode';
import { CancellationSource } from '../../common/cancellation.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { isCancelled } from '../../common/clozeError.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { languageMode } from '../../host/languageMode.js';
import { readSettings } from '../../host/settings.js';
import { DocumentCheck } from '../../text/flow/check/checkDocument.js';
import type { FlowChecker } from '../../text/flow/check/flowChecker.js';
import { flowDocument } from '../../text/flow/document/flowDocument.js';
import { ownLanguage, proseLanguage } from '../../text/prose/proseLanguage.js';
import type { Span } from '../../text/span.js';
import type { LostMutes } from './lostMutes.js';
import type { FoundMutes, StoredMutes } from './storedMutes.js';

/** How long a text must stay as it is before it is checked: while somebody writes, their completions come first. */
const afterEditMs = 700;

/** The same after the caret has moved on or another part is seen. */
const afterMoveMs = 200;

/** While a check runs, what it has found is shown so often. */
const tellEveryMs = 400;

export interface FlowSessionDependencies {
  readonly checker: FlowChecker;
  readonly mutes: StoredMutes;
  readonly clock: Clock;
  /** Something more is known about the document, or the check is over. */
  readonly onChange: (session: FlowSession) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps what is known about the flow of one document up to date. An edit costs its pairs only: all others are remembered. */
export class FlowSession implements Disposable {
  #timer: Disposable = new DisposableStore();
  #running = new CancellationSource();
  #heldAt: number | undefined;
  #check: DocumentCheck | undefined;
  /** The version of the document that `check` is about. */
  #version = -1;
  /** The lines of a shared file whose mutes are about text that the last check did not find in the document. */
  lost: LostMutes | undefined;
  /** Whether the last check came to its end. */
  isComplete = false;

  constructor(
    readonly document: vscode.TextDocument,
    private readonly dependencies: FlowSessionDependencies,
  ) {}

  /** What is known about the document as it is now. */
  get check(): DocumentCheck | undefined {
    return this.#version === this.document.version ? this.#check : undefined;
  }

  /** The text was edited: nothing is said about the sentence at the caret until the caret has left it. */
  edited(offset: number): void {
    this.#heldAt = offset;
    this.#later(afterEditMs);
  }

  /** The caret has moved. */
  moved(offset: number): void {
    if (this.#heldAt === undefined) return;
    const sentences = this.#check?.document.blocks.flatMap((block) => block.sentences) ?? [];
    const held = this.#heldAt;
    const isSame = sentences.some(({ start, end }) => [held, offset].every((each) => start <= each && each <= end + 1));
    if (!isSame) this.refresh();
  }

  /** Something that a check depends on has changed, such as the mutes. */
  refresh(): void {
    this.#heldAt = undefined;
    this.#later(afterMoveMs);
  }

  /**
   * Checks now.
   * @param within Only paragraphs that touch one of these stretches.
   * @param onProgress How many paragraphs are done, and of how many.
   */
  async run(token: CancellationToken, within?: readonly Span[], onProgress?: (done: number, all: number) => void): Promise<void> {
    this.dispose();
    const { checker, mutes, onChange } = this.dependencies;
    const { document } = this;
    const stored = await mutes.of(document);
    if (token.isCancellationRequested || document.isClosed) return;
    const { version } = document;
    const text = plainText(document.getText());
    const language = proseLanguage(document, languageMode(readSettings(document)['completion.languages'], document.languageId));
    const choice = { ...(this.#heldAt !== undefined && { caret: this.#heldAt }), ...(within !== undefined && { within }) };
    const read = flowDocument(text, language ?? ownLanguage(document));
    const check = new DocumentCheck(read, text, stored.mutes, checker, vscode.l10n.t, choice);
    await mutes.renew(document, check.mutes.matched.mutes);
    // Whoever edited it meanwhile has it checked again.
    if (document.version !== version) return;
    this.#check = check;
    this.lost = lostOf(stored, check.mutes.matched.lost);
    this.#version = version;
    this.isComplete = check.recall();
    onChange(this);
    if (this.isComplete) return;
    const visible = visibleSpan(document);
    const distance = ({ block }: { block: number }): number => {
      const { start = 0, end = 0 } = read.blocks[block] ?? {};
      return visible === undefined ? 0 : Math.max(0, start - visible.end, visible.start - end);
    };
    let told = this.dependencies.clock.now();
    for await (const done of check.run({ token }, distance)) {
      onProgress?.(done, check.size);
      const now = this.dependencies.clock.now();
      if (now - told < tellEveryMs) continue;
      told = now;
      onChange(this);
    }
    this.isComplete = true;
    onChange(this);
  }

  /** Gives up what is on its way. */
  dispose(): void {
    this.#timer.dispose();
    this.#running.cancel();
  }

  #later(delayMs: number): void {
    this.dispose();
    this.#timer = this.dependencies.clock.schedule(delayMs, () => {
      const running = new CancellationSource();
      void this.run(running.token).catch((error: unknown) => {
        if (!isCancelled(error) && !running.token.isCancellationRequested) this.dependencies.onFailure(error);
      });
      this.#running = running;
    });
  }
}

/** The writer's own mutes come first, and are nobody else's concern. */
function lostOf({ mutes, shared, file }: FoundMutes, lost: readonly number[]): LostMutes | undefined {
  const own = mutes.length - shared.length;
  const lines = lost.flatMap((index) => shared[index - own]?.line ?? []);
  return file && { file, lines };
}

/** What can be seen of a document. */
function visibleSpan(document: vscode.TextDocument): Span | undefined {
  const ranges = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.visibleRanges ?? [];
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last && { start: plainOffset(document, first.start), end: plainOffset(document, last.end) };
}
