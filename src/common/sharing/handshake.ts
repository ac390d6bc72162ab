import * as v from 'valibot';

/**
 * How a client and a shared engine's process make sure of each other: one line of JSON each way, before anything else. Each shows a secret
 * that the other has read in the entry of the engine (`EngineEntry`), which only their user can read.
 */

const secret = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What a client says. */
export const hello = v.object({
  /** Which engine it looks for: `EngineIdentity.key`. */
  key: v.string(),
  secret,
  /** The client's process. */
  pid: v.number(),
});
export interface Hello extends v.InferOutput<typeof hello> {}

/** What the process answers: its own secret, or why it does not take the client. */
export const welcome = v.union([v.object({ secret, pid: v.number() }), v.object({ refused: v.string() })]);
export type Welcome = v.InferOutput<typeof welcome>;

/** Where a shared engine's process listens, as it says itself in a file that only its user can read. */
export const engineEntry = v.object({
  /** Path of the socket, or the name of the pipe. */
  address: v.string(),
  pid: v.number(),
  clientSecret: secret,
  engineSecret: secret,
});
export interface EngineEntry extends v.InferOutput<typeof engineEntry> {}

/** What a process is told that is to serve several clients. */
export const sharedArguments = v.object({
  /** A folder that only the user may look into. */
  folder: v.string(),
  /** What the engine is: version, settings, and whatever else all its clients have to agree on. */
  key: v.string(),
  /** The name in the folder under which the process is to be found, if no other took it first. */
  entry: v.string(),
});
export interface SharedArguments extends v.InferOutput<typeof sharedArguments> {}

/** What the process says to the one that started it, once. */
export const started = v.variant('kind', [
  v.object({ kind: v.literal('listening') }),
  /** Another process was first. */
  v.object({ kind: v.literal('taken') }),
  v.object({ kind: v.literal('failed'), reason: v.string() }),
]);
export type Started = v.InferOutput<typeof started>;

/** The option by which a process of the engine learns that it is to be shared; `SharedArguments` as JSON follow. */
export const sharedOption = '--shared';

/** How many bytes the line of either side may have. */
export const maxLineBytes = 4096;
