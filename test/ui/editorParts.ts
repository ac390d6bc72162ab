/** What the tests share, because it takes long to make and none of them changes it. */
export interface EditorParts {
  /** The address of a browser. */
  readonly browser: string;
  /** A folder with the packaged extension, and the graphs that were built from its models; none where nothing was packaged. */
  readonly packaged?: { readonly extensions: string; readonly graphs: string };
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly editorParts: EditorParts;
  }
}
