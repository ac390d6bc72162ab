import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { changedLines } from '../../writing/flow/changedLines.js';
import { type CheckTarget, isProseFile } from './checkTargets.js';

/** What of the API of VS Code's own git extension is used (`extensions/git/src/api/git.d.ts`, version 1). */
interface GitExtension {
  /** Without it there is no API: `git.enabled` is off, or Git is not installed. */
  readonly enabled: boolean;
  getAPI(version: 1): { readonly repositories: readonly Repository[]; getRepository(uri: vscode.Uri): Repository | null };
}

interface Repository {
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

/** The changed lines of a document; `undefined` where the editor knows no repository around it. */
export async function changedTarget(document: vscode.TextDocument): Promise<CheckTarget | undefined> {
  const repository = (await git())?.getRepository(document.uri) ?? null;
  if (repository === null) return undefined;
  const change = changesOf(repository).find(({ uri }) => uri.toString() === document.uri.toString());
  return targetOf(repository, document.uri, change?.originalUri);
}

/**
 * The changed lines of all files of prose that differ from the last commit, saved or not: in the repository of a document, or in all
 * that are open. `undefined` where the editor knows none.
 */
export async function allChangedTargets(document: vscode.TextDocument | undefined): Promise<readonly CheckTarget[] | undefined> {
  const api = await git();
  const own = document === undefined ? null : (api?.getRepository(document.uri) ?? null);
  const repositories = own === null ? (api?.repositories ?? []) : [own];
  if (repositories.length === 0) return undefined;
  return (await Promise.all(repositories.map((repository) => targetsOf(repository, api)))).flat();
}

async function targetsOf(repository: Repository, api: Awaited<ReturnType<typeof git>>): Promise<CheckTarget[]> {
  await repository.status();
  const originals = new Map(changesOf(repository).map(({ uri, originalUri }) => [uri.toString(), originalUri]));
  const changed = [...originals.keys()].map((uri) => vscode.Uri.parse(uri)).filter(isProseFile);
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, isUntitled, uri }) =>
      isDirty && !isUntitled && api?.getRepository(uri)?.rootUri.toString() === repository.rootUri.toString(),
  );
  const uris = new Map([...changed, ...unsaved.map(({ uri }) => uri)].map((uri) => [uri.toString(), uri]));
  return [...uris.values()].map((uri) => targetOf(repository, uri, originals.get(uri.toString())));
}

/** All of a file that was never committed. */
function targetOf(repository: Repository, uri: vscode.Uri, original = uri): CheckTarget {
  return {
    uri,
    within: async (document) => {
      const committed = await repository.show('HEAD', original.fsPath).catch(() => undefined);
      return committed === undefined ? undefined : changedLines(plainText(committed), plainText(document.getText()));
    },
  };
}

function changesOf({ state }: Repository): Change[] {
  return [...state.mergeChanges, ...state.indexChanges, ...state.workingTreeChanges, ...(state.untrackedChanges ?? [])];
}

async function git(): Promise<ReturnType<GitExtension['getAPI']> | undefined> {
  const extension = await vscode.extensions.getExtension<GitExtension>('vscode.git')?.activate();
  return extension?.enabled === true ? extension.getAPI(1) : undefined;
}
