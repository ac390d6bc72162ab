import type { FlowBlock, FlowDocument, FlowSentence } from '../../../writing/flow/document/flowDocument.js';
import type { Directive } from '../../../writing/flow/mutes/directives.js';
import { type DocumentMutes, documentMutes, unusedDirectives } from '../../../writing/flow/mutes/documentMutes.js';
import type { Mute } from '../../../writing/flow/mutes/mute.js';
import type { Translate } from '../../../common/translate.js';
import { reasonPhrase } from '../../../writing/flow/reasons/phrases.js';
import { reasons } from '../../../writing/flow/reasons/reasons.js';
import { type Found, type FlowReport, flowReport } from '../../../writing/flow/flowReport.js';
import {
  documentParagraphs,
  isAt,
  touches,
  type DocumentParagraph,
  type ParagraphChoice,
} from '../../../writing/flow/check/documentParagraphs.js';
import type { CheckOptions, FlowChecker } from './flowChecker.js';
import type { Judgement } from '../../../writing/flow/check/judgeParagraph.js';
import { chainOf } from '../../../writing/flow/check/paragraphChain.js';

/** A document that is checked, with what is known about it so far. */
export class DocumentCheck {
  readonly mutes: DocumentMutes;
  readonly #paragraphs: readonly DocumentParagraph[];
  readonly #found = new Map<FlowSentence, Found>();
  #report: FlowReport | undefined;

  constructor(
    readonly document: FlowDocument,
    text: string,
    mutes: readonly Mute[],
    private readonly checker: FlowChecker,
    private readonly t: Translate,
    private readonly choice: ParagraphChoice = {},
  ) {
    this.mutes = documentMutes(text, document, mutes);
    this.#paragraphs = this.mutes.isWholeFile ? [] : documentParagraphs(document, choice);
  }

  /** How many paragraphs there are to check. */
  get size(): number {
    return this.#paragraphs.length;
  }

  get report(): FlowReport {
    return (this.#report ??= flowReport(this.document, this.#found, this.mutes));
  }

  /** What was found about a sentence. */
  judgement(sentence: FlowSentence): Found | undefined {
    return this.#found.get(sentence);
  }

  /** The sentences that are warned about, muted ones too. */
  get warned(): FlowSentence[] {
    return [...this.#found].filter(([, { judgement }]) => judgement.warns).map(([sentence]) => sentence);
  }

  /** Comments that leave out nothing that would be warned about, as far as this check can tell, and slips such as `cloze-ignore-line`. */
  get unusedDirectives(): readonly Directive[] {
    return unusedDirectives(this.mutes, [...this.warned, ...this.#unread()]);
  }

  /** Whether nothing is gained by another run: nothing is left, and nothing was asked in vain. */
  get isDone(): boolean {
    return this.#paragraphs.every((paragraph) => this.checker.isDone(paragraph));
  }

  /** Takes in what is known already; says whether that is all. */
  recall(): boolean {
    let isAll = true;
    for (const paragraph of this.#paragraphs) {
      const known = this.checker.known(paragraph);
      if (known === undefined) isAll = false;
      else this.#note(paragraph, known);
    }
    return isAll;
  }

  /**
   * Checks what is not known yet, in the order of `first`, and says after each paragraph how many are done. What is done stays where the
   * rest is cancelled or fails.
   * @param first Paragraphs for which it gives less are checked earlier.
   */
  async *run(options: CheckOptions = {}, first: (paragraph: DocumentParagraph) => number = () => 0): AsyncGenerator<number> {
    const ordered = [...this.#paragraphs].sort((a, b) => first(a) - first(b));
    let done = 0;
    for await (const { paragraph, judgements } of this.checker.check(ordered, options)) {
      this.#note(paragraph, judgements);
      yield ++done;
    }
  }

  /** The sentences about which this check says nothing, because it is not to read them. */
  #unread(): FlowSentence[] {
    const { caret, within } = this.choice;
    const isRead = (block: FlowBlock): boolean => !this.mutes.isWholeFile && (within === undefined || touches(within, block));
    return this.document.blocks.flatMap((block) => (isRead(block) ? block.sentences.filter((each) => isAt(each, caret)) : block.sentences));
  }

  #note(paragraph: DocumentParagraph, judgements: readonly Judgement[]): void {
    this.#report = undefined;
    const chain = chainOf(paragraph, this.checker.ratings);
    for (const judgement of judgements) {
      const sentence = paragraph.parts[judgement.index];
      const told = judgement.warns ? reasons(judgement, chain).map(({ reason }) => reasonPhrase(reason, this.t)) : [];
      if (sentence !== undefined) this.#found.set(sentence, { judgement, reasons: told });
    }
  }
}
