import type { Clock } from '../../common/clock.js';
import { hasContent } from '../../prose/characters.js';
import type { GrowingProposal } from '../proposals/proposals.js';

/** Often enough for a reader; each time the editor compares the texts. */
const showEveryMs = 100;

/** A text that a model writes, and the comparison that shows it, which opens with the first words. */
export class GrowingPage {
  #text = '';
  #opening: Promise<GrowingProposal> | undefined;
  #open: GrowingProposal | undefined;
  #isWaiting = false;

  constructor(
    private readonly clock: Clock,
    private readonly begin: () => Promise<GrowingProposal>,
  ) {}

  /** What was shown last. */
  get text(): string {
    return this.#text;
  }

  /** Shows what is written so far, not more often than a reader needs. */
  show(text: string): void {
    this.#text = text;
    if (!hasContent(text)) return;
    void this.#opened();
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.clock.schedule(showEveryMs, () => {
      this.#isWaiting = false;
      this.#open?.show(this.#text);
    });
  }

  /**
   * Asks whether to take what was written; says whether there is anything.
   * @param remark what the writer should know before
   */
  async finish(text: string, remark?: string): Promise<boolean> {
    this.#text = text;
    if (!hasContent(text)) {
      await this.discard();
      return false;
    }
    (await this.#opened()).finish(text, remark);
    return true;
  }

  async discard(): Promise<void> {
    await (await this.#opening)?.discard();
  }

  #opened(): Promise<GrowingProposal> {
    this.#opening ??= this.begin().then((open) => (this.#open = open));
    return this.#opening;
  }
}
