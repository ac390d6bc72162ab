import type { WrittenMute } from '../../writing/flow/mutes/clozeIgnore.js';
import type { Mute } from '../../writing/flow/mutes/mute.js';

/** The mutes of a file, by who has made them. */
export interface FoundMutes {
  /** The writer's own, then the shared ones. */
  readonly mutes: readonly Mute[];
  /** The last ones of `mutes` as the `.clozeignore` has them; a pattern there that leaves out the file is in `mutes` only. */
  readonly shared: readonly WrittenMute[];
  /** How many of `mutes` are the writer's own. */
  readonly ownCount: number;
  /** The URI of the `.clozeignore`; absent for a file outside the workspace's folders. */
  readonly file?: string;
}

/** Where mutes are kept. */
export interface Mutes {
  /** All mutes of a file as they are now. */
  of(uri: string): Promise<FoundMutes>;
  /** Ties the writer's own mutes to their text as it reads now. `mutes` are all of the file, in the order of `of`. */
  renew(uri: string, mutes: readonly Mute[]): Promise<void>;
}
