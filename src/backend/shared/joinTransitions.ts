/** How often it is looked for an engine before there counts as none. Each time another process was faster, or one was at its end. */
const maxLooks = 8;

/** What is known on the way to a shared engine. */
export interface Joining {
  readonly looks: number;
  /** The number of the last process that has an entry; 0 where there is none. */
  readonly last: number;
}

export type JoinEvent =
  | { readonly kind: 'begin' }
  /** These entries there are. */
  | { readonly kind: 'looked'; readonly last: number }
  /** The last process is gone, or its entry is worth nothing. */
  | { readonly kind: 'gone' }
  /** The last process went away before it answered. */
  | { readonly kind: 'lost' }
  /** A process that was started listens now, or another was faster. */
  | { readonly kind: 'listening' | 'taken' }
  /** A process could not be started. */
  | { readonly kind: 'failed'; readonly reason: string };

export type JoinAction =
  /** Looks which entries there are. */
  | { readonly kind: 'look' }
  | { readonly kind: 'connect'; readonly count: number }
  | { readonly kind: 'start'; readonly count: number }
  | { readonly kind: 'give up'; readonly reason: string };

/** What is to be done next. The process after one that is gone has the next number, which only one can get. */
export function joinStep(joining: Joining, event: JoinEvent): { readonly joining: Joining; readonly action: JoinAction } {
  switch (event.kind) {
    case 'looked':
      return {
        joining: { ...joining, last: event.last },
        action: event.last > 0 ? { kind: 'connect', count: event.last } : { kind: 'start', count: 1 },
      };
    case 'gone':
      return { joining, action: { kind: 'start', count: joining.last + 1 } };
    case 'failed':
      return { joining, action: { kind: 'give up', reason: event.reason } };
    case 'begin':
    case 'lost':
    case 'listening':
    case 'taken':
      return joining.looks < maxLooks
        ? { joining: { ...joining, looks: joining.looks + 1 }, action: { kind: 'look' } }
        : { joining, action: { kind: 'give up', reason: 'its process ends again and again' } };
  }
}
