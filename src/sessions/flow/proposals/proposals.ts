import type { Translate } from '../../../common/translate.js';
import type { Span } from '../../../prose/span.js';

/** A change that the writer is to look at before it is made. */
export interface Proposal {
  readonly uri: string;
  /** The text that the change is for, with one character for the end of each line. */
  readonly source: string;
  /** What of it is replaced. */
  readonly span: Span;
  readonly text: string;
  /** What the change brings; the title of the comparison. */
  readonly title: string;
  readonly question: string;
  /** The title of the button that makes the change. */
  readonly consent: string;
}

/** Shows proposals. Each has an id, by which the editor asks for its text. */
export interface ProposalView {
  /** Shows a file beside what it would become. Resolves when that is open. */
  readonly open: (id: string, proposal: Proposal) => Promise<void>;
  /** Closes the comparison. */
  readonly close: (id: string) => Promise<void>;
  /** Asks whether the change is to be made. */
  readonly ask: (question: string, consent: string) => Promise<boolean>;
  /** Takes away the question. */
  readonly dismiss: () => Promise<void>;
  readonly tell: (message: string) => void;
  /** Replaces a span of a document; says whether that was done. */
  readonly replace: (uri: string, span: Span, text: string) => Promise<boolean>;
  /** The text of a document now. */
  readonly read: (uri: string) => Promise<string>;
  /** Brings a document to the front. */
  readonly show: (uri: string) => Promise<void>;
}

/**
 * Shows changes as a comparison of the document with what it would become. They are accepted or discarded in the title of the
 * comparison; a message offers to accept them as well.
 */
export class Proposals {
  readonly #open = new Map<string, Proposal>();
  /** Also of what is answered, until its comparison is closed. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  constructor(
    private readonly view: ProposalView,
    private readonly t: Translate,
  ) {}

  /** What the document of a proposal would become; empty where there is no such proposal any more. */
  text(id: string): string {
    return this.#texts.get(id) ?? '';
  }

  /** Shows a change. Resolves when the comparison is open. */
  async offer(proposal: Proposal): Promise<void> {
    const id = String(++this.#count);
    const { source, span, text } = proposal;
    this.#open.set(id, proposal);
    this.#texts.set(id, source.slice(0, span.start) + text + source.slice(span.end));
    await this.view.open(id, proposal);
    // Not waited for: the comparison's title has the same buttons.
    void this.view.ask(proposal.question, proposal.consent).then((isAccepted) => (isAccepted ? this.accept(id) : undefined));
  }

  /** Makes a proposed change. Says so where it cannot be made any more. */
  async accept(id: string): Promise<void> {
    const proposal = await this.#close(id);
    if (proposal === undefined) return;
    const { uri, source, span, text } = proposal;
    const isDone = (await this.view.read(uri)) === source && (await this.view.replace(uri, span, text));
    if (isDone) await this.view.show(uri);
    else this.view.tell(this.t('The text has changed in the meantime, so nothing was changed. Ask again.'));
  }

  /** Closes a comparison and leaves the text as it is. */
  async discard(id: string): Promise<void> {
    await this.#close(id);
  }

  async #close(id: string): Promise<Proposal | undefined> {
    const proposal = this.#open.get(id);
    this.#open.delete(id);
    await this.view.close(id);
    this.#texts.delete(id);
    // The message that offered the same is of no use any more.
    if (proposal !== undefined) await this.view.dismiss();
    return proposal;
  }
}
