import type { Refusal } from './nothingFound.js';
import type { Place } from './place.js';
import type { RestingPlace } from './warmUp.js';

/** The cursor of the active editor. */
export interface ActiveCursor {
  /** The document's address, and a number that changes with its text. */
  readonly document: string;
  readonly version: number;
  readonly line: number;
  readonly character: number;
  readonly hasSelection: boolean;
  /** Whether there are no automatic completions in the document, for example on battery. */
  readonly isPaused: boolean;
  readonly place: () => Place | Refusal;
}

/** What the engine can read ahead at a cursor; `undefined` where no automatic completion will come. */
export function restingPlace({
  document,
  version,
  line,
  character,
  hasSelection,
  isPaused,
  place,
}: ActiveCursor): RestingPlace | undefined {
  if (hasSelection || isPaused) return undefined;
  return {
    key: `${document} ${version} ${line}:${character}`,
    context: () => {
      const found = place();
      return typeof found === 'string' ? undefined : found.context();
    },
  };
}
