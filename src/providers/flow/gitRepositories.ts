import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import type { Repository } from '../../sessions/flow/targets/changedTargets.js';

/** What of the API of VS Code's own git extension is used (`extensions/git/src/api/git.d.ts`, version 1). */
interface GitExtension {
  /** Without it there is no API: `git.enabled` is off, or Git is not installed. */
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
}

interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly mergeChanges: readonly Change[];
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    /** Absent in earlier versions, which have these files among those of the working tree. */
    readonly untrackedChanges?: readonly Change[];
  };
  /** Reads `state` again. */
  status(): Promise<void>;
  show(ref: string, path: string): Promise<string>;
}

interface Change {
  /** Where the file is now. */
  readonly uri: vscode.Uri;
  /** Where the last commit has it. */
  readonly originalUri: vscode.Uri;
}

/** The repository around a document; `undefined` where the editor knows none. */
export async function repositoryOf(uri: vscode.Uri): Promise<Repository | undefined> {
  const api = await git();
  const found = api?.getRepository(uri) ?? null;
  return api === undefined || found === null ? undefined : repository(found, api);
}

/** All repositories that are open. */
export async function openRepositories(): Promise<Repository[]> {
  const api = await git();
  return api === undefined ? [] : api.repositories.map((each) => repository(each, api));
}

function repository(own: GitRepository, api: GitApi): Repository {
  const isOwn = (uri: vscode.Uri): boolean => api.getRepository(uri)?.rootUri.toString() === own.rootUri.toString();
  return {
    refresh: () => own.status(),
    changes: () => {
      const { mergeChanges, indexChanges, workingTreeChanges, untrackedChanges = [] } = own.state;
      const changes = [...mergeChanges, ...indexChanges, ...workingTreeChanges, ...untrackedChanges];
      return changes.map(({ uri, originalUri }) => ({ uri: uri.toString(), original: originalUri.toString() }));
    },
    unsaved: () => {
      const unsaved = vscode.workspace.textDocuments.filter(({ isDirty, isUntitled, uri }) => isDirty && !isUntitled && isOwn(uri));
      return unsaved.map(({ uri }) => uri.toString());
    },
    committed: async (uri) => plainText(await own.show('HEAD', vscode.Uri.parse(uri).fsPath)),
  };
}

async function git(): Promise<GitApi | undefined> {
  const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
  return extension?.enabled === true ? extension.getAPI(1) : undefined;
}
