import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import { chosenEncoding, type PositionEncoding } from './text/positionEncoding.js';

/** What decides how Cloze serves a client. */
export interface ClientFacts {
  readonly encoding: PositionEncoding;
  /** Absolute URIs of the open folders, without a slash at the end. */
  readonly folders: readonly string[];
  /** Whether the client asks for diagnostics; else they are sent to it. */
  readonly pullsDiagnostics: boolean;
  /** Whether it asks again where it is told that there are others. */
  readonly refreshesDiagnostics: boolean;
  /** Whether the edit of a code action may be worked out once it is chosen. */
  readonly resolvesEdits: boolean;
  /** Whether edits can name the version of the document that they are for. */
  readonly hasVersionedEdits: boolean;
  /** Whether edits can make files. */
  readonly createsFiles: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly hasProgress: boolean;
  readonly readsMarkdown: boolean;
}

export function clientFacts({ capabilities, workspaceFolders, rootUri }: ClientInit): ClientFacts {
  const { general, textDocument, workspace, window } = capabilities;
  const folders = workspaceFolders ?? (typeof rootUri === 'string' ? [{ uri: rootUri }] : []);
  return {
    encoding: chosenEncoding(general?.positionEncodings),
    folders: folderUris(folders),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    hasVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasProgress: window?.workDoneProgress === true,
    readsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
  };
}

/** The URIs of folders, without a slash at the end. */
export function folderUris(folders: readonly { readonly uri: string }[]): string[] {
  return folders.map(({ uri }) => uri.replace(/\/$/, ''));
}

/** What of a client's first request is read; clients may leave out more than the protocol allows. */
export interface ClientInit extends Pick<InitializeParams, 'workspaceFolders'> {
  readonly capabilities: ClientCapabilities;
  readonly rootUri?: string | null;
}
