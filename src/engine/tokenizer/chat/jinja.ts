/**
 * The part of @huggingface/jinja 0.5.11 that Cloze uses. The library's own types cannot be resolved from an ES module: their relative imports
 * have no file extensions.
 */
export interface Jinja {
  readonly Environment: new () => { set(name: string, value: unknown): unknown };
  readonly Interpreter: new (environment: object) => Interpreter;
  readonly tokenize: (template: string, options: { readonly lstrip_blocks: boolean; readonly trim_blocks: boolean }) => object;
  readonly parse: (tokens: object) => object;
}

export interface Interpreter {
  run(program: object): RuntimeValue;
  /** Evaluates one node of a template; calls itself for the nodes in it. */
  evaluate(node: object | undefined, environment: object): RuntimeValue;
}

/** A text, a list, a map and so on, as the library keeps it. */
export interface RuntimeValue {
  readonly value: unknown;
}

/** Loads the library. Cached by the module system, so that this costs once. */
export async function loadJinja(): Promise<Jinja> {
  return await import('@huggingface/jinja');
}
