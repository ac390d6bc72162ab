import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { LearnedResult, LearnResult } from '../../common/methods/manuscript.js';
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
}

/** What Cloze learns from the writing in this workspace: whether it may, and what it has. */
export class WritersLearning {
  constructor(private readonly dependencies: WritersLearningDependencies) {}

  /** Which files are learned from; `undefined` where the writer has not agreed to it. */
  get pattern(): string | undefined {
    return this.dependencies.storage.get<Consent>(storageKeys.learning)?.files;
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
  async learn(pattern: string, again: boolean, token?: CancellationToken, report?: (share: number) => void): Promise<LearnResult> {
    const { engine, storage } = this.dependencies;
    const sources = await manuscriptFiles(pattern);
    const onlyEnglish = readSettings().model === settingDefinitions.model.default;
    const result = await engine.learn({ sources, folder: this.place.fsPath, onlyEnglish, again }, token, ({ done, total, phase }) =>
      report?.((phase === 'reading' ? 0 : 0.5) + done / total / 2),
    );
    await storage.update(storageKeys.learning, { files: pattern } satisfies Consent);
    return result;
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
