import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import type { Disposable } from '../../common/disposable.js';
import { Emitter } from '../../common/emitter.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { LearnedResult, LearnResult } from '../../common/methods/manuscript.js';
import type { Progress } from '../../common/methods/progress.js';
import { storageKeys } from '../../host/ids.js';
import { readSettings } from '../../host/settings.js';
import { settingDefinitions } from '../../common/settings/settingDefinitions.js';
import type { WorkspaceStorage } from '../../host/kept/workspaceStorage.js';
import { manuscriptFiles } from './manuscriptFiles.js';

export interface WritersLearningDependencies {
  readonly engine: Pick<EngineApi, 'learn' | 'learned'>;
  readonly storage: WorkspaceStorage;
  /** `undefined` where no folder is open. */
  readonly folder: vscode.Uri | undefined;
}

/** What the writer has agreed to in this workspace: from which files Cloze may learn. */
interface Consent {
  readonly files: string;
  /** Whether it may also learn the style, by training an adapter. */
  readonly style?: boolean;
}

/** How much is learned now. */
export interface LearningOptions {
  /** Whether the writer's style is to be learned too. */
  readonly style: boolean;
  /** Whether that is done now; else it waits until nothing is typed. */
  readonly train: boolean;
  /** Whether all is measured again, also where the text has hardly grown. */
  readonly again: boolean;
}

/** What Cloze learns from the writing in this workspace: whether it may, and what it has. */
export class WritersLearning implements Disposable {
  readonly #changed = new Emitter<void>();
  /** After it has learned at the writer's wish, and how much that is may have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly dependencies: WritersLearningDependencies) {}

  /** Which files are learned from; `undefined` where the writer has not agreed to it. */
  get pattern(): string | undefined {
    return this.dependencies.storage.get<Consent>(storageKeys.learning)?.files;
  }

  /** Whether the style is learned too. */
  get style(): boolean {
    return this.dependencies.storage.get<Consent>(storageKeys.learning)?.style === true;
  }

  /** Where it is kept. Fails with `bad-request` where no folder is open. */
  get place(): vscode.Uri {
    const { folder } = this.dependencies;
    if (folder === undefined || vscode.workspace.workspaceFolders === undefined) {
      const message = vscode.l10n.t(
        'Open a folder first: Cloze learns from the files in it, and keeps that in the storage of the workspace.',
      );
      throw new ClozeError({ code: 'bad-request', message });
    }
    return folder;
  }

  /** Learns from the files that a pattern names, and keeps to it from now on. */
  async learn(
    pattern: string,
    { style, train, again }: LearningOptions,
    token?: CancellationToken,
    report?: (progress: Progress) => void,
  ): Promise<LearnResult> {
    const { engine, storage } = this.dependencies;
    const sources = await manuscriptFiles(pattern);
    const onlyEnglish = readSettings().model === settingDefinitions.model.default;
    const kind = !style ? ({ with: 'ngram' } as const) : train ? ({ with: 'both' } as const) : {};
    const request = { sources, folder: this.place.fsPath, onlyEnglish, again, ...kind };
    const result = await engine.learn(request, token, report);
    await storage.update(storageKeys.learning, { files: pattern, ...(style && { style }) } satisfies Consent);
    if (!train) this.#changed.fire();
    return result;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** What was learned so far. */
  async found(): Promise<LearnedResult> {
    return this.dependencies.engine.learned({ folder: this.place.fsPath });
  }

  /** Removes what was learned, and learns no more. */
  async forget(): Promise<void> {
    await this.dependencies.storage.forget(storageKeys.learning);
    await this.removeFiles();
  }

  /** Removes what is there without the writer's consent, as after all that Cloze keeps was removed from another window. */
  async removeFiles(): Promise<void> {
    const { folder } = this.dependencies;
    if (folder === undefined) return;
    await vscode.workspace.fs.delete(folder, { recursive: true }).then(undefined, (error: unknown) => {
      if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
    });
  }
}
