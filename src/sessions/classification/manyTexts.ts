import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { ChosenClassifier } from './classifierChoice.js';
import { labelFiles } from './labelFiles.js';
import type { LabellingDependencies, LabellingRun } from './labellingRun.js';
import { labelRows } from './labelRows.js';
import type { LabelTable } from './labelTable.js';
import { linkedSource } from './linkedSource.js';
import type { RowsDone, RowSource } from './rowPages.js';

/** How many files a message names. */
const maxNamed = 5;

/** Texts of which there may be too many for one look: files by their addresses, each one text, or the rows of a table. */
export type ManyTexts =
  | { readonly kind: 'files'; readonly uris: readonly string[] }
  | { readonly kind: 'rows'; readonly uri: string; readonly source: RowSource };

/** Something that can be done next, and why. */
export interface NextStep {
  readonly message: string;
  /** Go on with what is left; save the table and go on with the next rows; try those again that could not be read. */
  readonly action: 'go-on' | 'export-and-go-on' | 'try-again';
}

/** What came of it. */
export interface ManyTextsEnd {
  /** What stopped it; what was done stays. */
  readonly error?: unknown;
  /** There was nothing to do, and why. */
  readonly note?: string;
  readonly next: readonly NextStep[];
}

const nothingDone: RowsDone = { rows: 0, isAll: false };

/**
 * Labels many texts into a table, which holds those of one task. What is done stays when a task is given up or fails, and it can be gone on
 * with. Another task, and whatever else fills the table, gives up the one before.
 */
export class ManyTextsSession {
  #running = new CancellationSource();
  /** What the table holds labels of. */
  #current: ManyTexts | undefined;
  #rowsDone = nothingDone;

  constructor(
    private readonly table: LabelTable,
    private readonly dependencies: LabellingDependencies,
  ) {}

  /** Whether the table holds labels of these texts. */
  holds(texts: ManyTexts): boolean {
    return this.#current === texts;
  }

  /** Empties the table. What fills it is given up. */
  clear(): void {
    this.#running.cancel();
    this.#running = new CancellationSource();
    this.#current = undefined;
    this.table.start([]);
  }

  /** Empties the table once it was saved, to go on with the rows after those that it held. */
  startNext(): void {
    this.table.start([]);
  }

  /**
   * Labels those of the texts that are not done yet. Fails with what stopped it where nothing is labelled.
   * @param tell tells in a few words how far it is
   */
  async label(
    texts: ManyTexts,
    chosen: ChosenClassifier,
    tell: (message: string) => void,
    token: CancellationToken,
  ): Promise<ManyTextsEnd> {
    if (!this.holds(texts)) {
      this.clear();
      this.#current = texts;
      this.#rowsDone = nothingDone;
    }
    this.#running.cancel();
    const { source, stop } = linkedSource(token);
    this.#running = source;
    const run = { ...this.dependencies, table: this.table, chosen, tell, token: source.token };
    try {
      return await (texts.kind === 'rows' ? this.#labelRows(texts, run) : this.#labelFiles(texts, run));
    } catch (error) {
      // The table may hold another task's labels by now.
      if (source !== this.#running) return { next: [] };
      if (this.table.rows.length === 0) throw error;
      return { error, next: [{ message: this.#stoppedMessage(), action: 'go-on' }] };
    } finally {
      stop();
      if (source === this.#running) this.table.show();
    }
  }

  async #labelRows(texts: Extract<ManyTexts, { kind: 'rows' }>, run: LabellingRun): Promise<ManyTextsEnd> {
    const isAll = await labelRows(texts, this.#rowsDone, run, (done) => (this.#rowsDone = done));
    if (isAll) return { next: [] };
    const message = this.dependencies.t(
      'The table is full: it holds the labels of {0} rows, and there are more. Export them to go on with the next ones, or label all with "cloze classify" on the command line.',
      this.table.rows.length,
    );
    return { next: [{ message, action: 'export-and-go-on' }] };
  }

  async #labelFiles({ uris }: Extract<ManyTexts, { kind: 'files' }>, run: LabellingRun): Promise<ManyTextsEnd> {
    const { t } = this.dependencies;
    const done = new Set(this.table.rows.map(({ uri }) => uri));
    const unread = await labelFiles(
      uris.filter((uri) => !done.has(uri)),
      run,
    );
    if (uris.length === 0) return { note: t('No file matches the pattern.'), next: [] };
    if (unread.length === 0) return { next: [] };
    const some = [...unread.slice(0, maxNamed), ...(unread.length > maxNamed ? ['…'] : [])].join(', ');
    const message =
      unread.length === 1
        ? t('1 file could not be read as text: {0}', some)
        : t('{0} files could not be read as text: {1}', unread.length, some);
    return { next: [{ message, action: 'try-again' }] };
  }

  #stoppedMessage(): string {
    const { t } = this.dependencies;
    const { length } = this.table.rows;
    return length === 1
      ? t('1 text has its label; the others were left out.')
      : t('{0} texts have their labels; the others were left out.', length);
  }
}
