import type { CancellationToken } from '../../common/cancellation.js';
import type { Translate } from '../../common/translate.js';
import type { FlowSignal } from '../../writing/flow/check/knownRatings.js';
import { isEnglish } from '../../writing/flow/english.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import type { FileResults } from './fileResults.js';
import type { FlowEditor } from './flowEditor.js';
import type { FlowResults } from './flowResults.js';
import type { CheckTarget } from './targets/checkTargets.js';

/** The start of a text tells its language. */
const sampleLength = 100_000;

export interface CheckRunDependencies {
  readonly results: FlowResults;
  readonly editor: Pick<FlowEditor, 'read' | 'nameOf'>;
  /** Why signals cannot be measured, by the signal. */
  readonly missing: () => ReadonlyMap<FlowSignal, string>;
  readonly t: Translate;
}

/** What a check came to, in a sentence. */
export interface CheckOutcome {
  readonly message: string;
  /** Whether there was nothing to check. */
  readonly isNothing: boolean;
}

/** Tells how much more is done, in percent of the whole, and what is being done. */
export type ReportProgress = (increment: number, message?: string) => void;

/** A check of files, one after another, that the reviewer has asked for. Where that is cancelled or fails, what is done stays. */
export class CheckRun {
  readonly #files: FileResults[] = [];
  /** Files in which nothing was to be checked. */
  #unchanged = 0;
  #isCancelled = false;
  #isDone = false;

  constructor(
    private readonly targets: readonly CheckTarget[],
    private readonly dependencies: CheckRunDependencies,
  ) {}

  /** Checks all files. Rejects as the engine does. */
  async run(progress: ReportProgress, token: CancellationToken): Promise<void> {
    const cancelled = token.onCancellationRequested(() => (this.#isCancelled = true));
    try {
      for (const target of this.targets) if (!token.isCancellationRequested) await this.#checkFile(target, progress, token);
      this.#isDone = true;
    } finally {
      cancelled.dispose();
    }
  }

  /** What came of it; `undefined` where it failed before anything was found. */
  get outcome(): CheckOutcome | undefined {
    const { t } = this.dependencies;
    if (this.#unchanged === this.targets.length && !this.#isCancelled) return { message: t('No changed lines.'), isNothing: true };
    const pairs = this.#files.flatMap(({ latest }) => (latest === undefined ? [] : reportedPairs(latest.check.report)));
    if (!this.#isDone && pairs.length === 0 && !this.#isCancelled) return undefined;
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning').length;
    const said = [
      ...(this.#isCancelled ? [t('The check was cancelled.')] : []),
      ...(pairs.length > 0 ? [t('{0} of {1} sentences seem not to follow.', warnings, pairs.length)] : []),
      ...(pairs.length === 0 && !this.#isCancelled ? [this.#nothingFound()] : []),
      ...this.#lacks(),
    ];
    return { message: said.join(' '), isNothing: false };
  }

  async #checkFile({ uri, within }: CheckTarget, progress: ReportProgress, token: CancellationToken): Promise<void> {
    const { results, editor, t } = this.dependencies;
    let reported = 0;
    const report = (share: number, message?: string): void => {
      progress((100 * (share - reported)) / this.targets.length, message);
      reported = share;
    };
    // Files that are not texts, or are gone by now, are left out.
    const source = await editor.read(uri).catch(() => undefined);
    const spans = source && (await within?.(source.text));
    if (source !== undefined && spans?.length === 0) this.#unchanged++;
    else if (source !== undefined) {
      const file = results.follow(uri);
      this.#files.push(file);
      await file.run(source, token, {
        ...(spans !== undefined && { within: spans }),
        onProgress: (done, all) => report(done / all, t('{0}, paragraph {1} of {2}', editor.nameOf(uri), done, all)),
      });
    }
    report(1);
  }

  /** What the scores do without. */
  #lacks(): string[] {
    const { missing, t } = this.dependencies;
    if (missing().has('next-sentence')) return [t('They were judged by surprisal alone.')];
    return missing().has('surprisal') ? [t('They were judged without surprisal.')] : [];
  }

  #nothingFound(): string {
    const { t } = this.dependencies;
    const isForeign = this.#files.some(({ latest }) => isEnglish(latest?.source.text.slice(0, sampleLength) ?? '') === false);
    return isForeign ? t('The flow check reads English only.') : t('There is no paragraph with two sentences to check.');
  }
}
