import { clozeIgnoreName } from '../../writing/flow/mutes/clozeIgnore.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import type { FlowEditor } from '../../sessions/flow/flowEditor.js';
import type { StoredMutesDependencies } from '../../sessions/flow/mutes/storedMutes.js';
import type { Documents } from '../documents.js';
import { pathIn, pathOf, readTextFile, readTextFileIfThere } from '../files.js';
import { fileLanguage } from '../text/documentLanguage.js';
import type { OpenDocument } from '../text/openDocument.js';

/** A client as the flow check sees it. What the client shows of its documents is not known: all that are open count as seen. */
export function serverEditor(documents: Documents, settingsOf: (uri?: string) => Settings, folders: () => readonly string[]): FlowEditor {
  const textOf = (document: OpenDocument): { text: string; language: string } => ({
    text: document.text,
    language: documents.languageOf(document).rules,
  });
  return {
    openText: (uri) => {
      const document = documents.get(uri);
      return document && textOf(document);
    },
    read: async (uri) => {
      const document = documents.get(uri);
      return document === undefined ? { text: await readTextFile(uri), language: fileLanguage(uri) } : textOf(document);
    },
    visibleSpan: () => undefined,
    visible: () =>
      documents.all.map((document) => ({
        uri: document.uri,
        isProse: documents.languageOf(document).isProse,
        isWritable: true,
        isPaused: false,
      })),
    settings: (uri) => {
      const settings = settingsOf(uri);
      return { isOn: settings.enable, isAutomatic: settings['flow.automatic'], diagnostics: settings['flow.diagnostics'] };
    },
    nameOf: (uri) => sharedIn(uri, folders())?.path ?? pathOf(uri) ?? uri,
  };
}

/**
 * What is muted in the files of a client's folders. Mutes are written into the text or into `.clozeignore`, by edits that the client makes
 * itself, so that the server keeps none.
 */
export function serverMutes(documents: Documents, folders: () => readonly string[]): Omit<StoredMutesDependencies, 't'> {
  return {
    storage: { read: () => ({}), write: () => Promise.resolve() },
    sharedIn: (uri) => sharedIn(uri, folders()),
    files: {
      // What the client has open holds, saved or not: that is where its edits go.
      read: async (uri) => documents.get(uri)?.text ?? readTextFileIfThere(uri),
      write: () => Promise.reject(new Error('The language server writes no files.')),
      isEdited: (uri) => documents.get(uri) !== undefined,
    },
  };
}

/** Where the mutes of a file are shared: in the innermost of the open folders that it is in. */
export function sharedIn(uri: string, folders: readonly string[]): { readonly file: string; readonly path: string } | undefined {
  const inside = folders.flatMap((folder) => {
    const path = pathIn(folder, uri);
    return path === undefined ? [] : [{ file: `${folder}/${clozeIgnoreName}`, path }];
  });
  return inside.sort((a, b) => a.path.length - b.path.length)[0];
}
