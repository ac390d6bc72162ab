import type { Translate } from '../../common/translate.js';
import type { Span } from '../../prose/span.js';

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
  /** Shows the same comparison with what the change is now. */
  readonly refresh: (id: string, proposal: Proposal) => void;
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

/** A proposal whose text is still being written. It can be answered at any time. */
export interface GrowingProposal {
  /** Whether the writer has neither accepted nor discarded it. */
  readonly isOpen: boolean;
  /** Shows what its text is so far. */
  readonly show: (text: string) => void;
  /** Shows its text, and asks whether the change is to be made, with a remark about it where there is one. */
  readonly finish: (text: string, remark?: string) => void;
  readonly discard: () => Promise<void>;
}

/**
 * Shows changes as a comparison of the document with what it would become. They are accepted or discarded in the title of the
 * comparison; a message offers to accept them as well.
 */
export class Proposals {
  readonly #open = new Map<string, OpenProposal>();
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
    (await this.begin(proposal)).finish(proposal.text);
  }

  /**
   * Shows a change whose text grows. Resolves when the comparison is open.
   * @param onAnswer called when the writer accepts or discards it
   */
  async begin(proposal: Proposal, onAnswer?: () => void): Promise<GrowingProposal> {
    const id = String(++this.#count);
    this.#keep(id, { proposal, onAnswer });
    await this.view.open(id, proposal);
    const isOpen = (): boolean => this.#open.has(id);
    const show = (text: string): void => {
      if (!isOpen()) return;
      const grown = { ...proposal, text };
      this.#keep(id, { proposal: grown, onAnswer });
      this.view.refresh(id, grown);
    };
    const ask = async (remark: string | undefined): Promise<void> => {
      const question = [remark, proposal.question].filter((sentence) => sentence !== undefined).join(' ');
      if (await this.view.ask(question, proposal.consent)) await this.accept(id);
    };
    return {
      get isOpen() {
        return isOpen();
      },
      show,
      finish: (text, remark) => {
        if (!isOpen()) return;
        if (text !== this.#open.get(id)?.proposal.text) show(text);
        // Not waited for: the comparison's title has the same buttons.
        void ask(remark);
      },
      discard: () => this.discard(id),
    };
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

  #keep(id: string, open: OpenProposal): void {
    const { source, span, text } = open.proposal;
    this.#open.set(id, open);
    this.#texts.set(id, source.slice(0, span.start) + text + source.slice(span.end));
  }

  async #close(id: string): Promise<Proposal | undefined> {
    const { proposal, onAnswer } = this.#open.get(id) ?? {};
    this.#open.delete(id);
    onAnswer?.();
    await this.view.close(id);
    this.#texts.delete(id);
    // The message that offered the same is of no use any more.
    if (proposal !== undefined) await this.view.dismiss();
    return proposal;
  }
}

interface OpenProposal {
  readonly proposal: Proposal;
  readonly onAnswer: (() => void) | undefined;
}
