import type * as v from 'valibot';
import type { CancellationToken } from '../cancellation.js';

/** What runs first on a device; the order and what may interrupt what are in `runQueue.ts`. */
export type Rank = 'background' | 'preparation' | 'interactive' | 'control';

/**
 * A method of a service as data: what goes in, what comes out, and what is told on the way. Schemas are those of valibot; the
 * message of each check completes the sentence "… is …, but".
 */
export interface Method {
  /** Plain data; absent where a method takes none. */
  readonly request?: v.GenericSchema;
  readonly result: v.GenericSchema;
  /** What is told while the method works: how far it is, or pieces of the result. Absent where it tells nothing. */
  readonly progress?: v.GenericSchema;
  /** Absent where a method needs no turn on a device. */
  readonly rank?: Rank;
}

export type MethodTable = Readonly<Record<string, Method>>;

/** The plain data that a schema describes, which no receiver changes. */
export type Plain<S extends v.GenericSchema> = DeepReadonly<v.InferOutput<S>>;

export type RequestOf<M extends Method> = M extends { readonly request: infer S extends v.GenericSchema } ? Plain<S> : undefined;
export type ResultOf<M extends Method> = Plain<M['result']>;
export type ProgressOf<M extends Method> = M extends { readonly progress: infer S extends v.GenericSchema } ? Plain<S> : never;

/** Receives what a method tells while it works; not called any more once the call has ended. */
export type Report<M extends Method> = (progress: ProgressOf<M>) => void;

/** The methods of a table as functions. */
export type Methods<T extends MethodTable> = {
  readonly [N in keyof T]: T[N] extends { readonly request: v.GenericSchema }
    ? (request: RequestOf<T[N]>, token?: CancellationToken, report?: Report<T[N]>) => Promise<ResultOf<T[N]>>
    : (token?: CancellationToken) => Promise<ResultOf<T[N]>>;
};

/** Carries out a method by its name. */
export type Dispatch = (
  name: string,
  request: unknown,
  token: CancellationToken | undefined,
  report: ((progress: unknown) => void) | undefined,
) => Promise<unknown>;

/** The functions of a table, each of which calls `dispatch` with its name. */
export function methodsOf<T extends MethodTable>(table: T, dispatch: Dispatch): Methods<T> {
  const methods = Object.entries(table).map(([name, { request }]) => [
    name,
    request === undefined
      ? (token?: CancellationToken) => dispatch(name, undefined, token, undefined)
      : (given: unknown, token?: CancellationToken, report?: (progress: unknown) => void) => dispatch(name, given, token, report),
  ]);
  return Object.fromEntries(methods) as Methods<T>;
}

/** Calls a method of a service by its name: the way back from `methodsOf`. */
export function invoke<T extends MethodTable>(service: Methods<T>, table: T, ...call: Parameters<Dispatch>): Promise<unknown> {
  const [name, ...rest] = call;
  // What is given has been checked against the schema of the method, or will be where it is carried out.
  const method = service[name as keyof T] as (...args: readonly unknown[]) => Promise<unknown>;
  return table[name]?.request === undefined ? method(rest[1]) : method(...rest);
}

type DeepReadonly<T> = T extends readonly (infer I)[]
  ? number extends T['length']
    ? readonly DeepReadonly<I>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> }
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
