/** How long a shared process stays without a client, in milliseconds. */
export interface HostingPolicy {
  /** Until the first one comes. */
  readonly firstMs: number;
  /** After the last one has gone, which may be a window that loads again. */
  readonly lingerMs: number;
}

export const defaultHostingPolicy: HostingPolicy = { firstMs: 30_000, lingerMs: 10_000 };

/** What is known of a shared process: whether it has clients, waits for one, or is at its end. */
export interface Hosting {
  readonly phase: 'waiting' | 'serving' | 'over';
  readonly clients: number;
}

export type HostingEvent = 'client came' | 'client left' | 'time is up' | 'end asked for';

export type HostingEffect =
  /** Starts the timer. Its end is the event `time is up`. */
  | { readonly kind: 'schedule'; readonly delayMs: number }
  | { readonly kind: 'cancel' }
  /** Tells the clients how many they are. */
  | { readonly kind: 'tell clients' }
  /** Ends the process; no client comes any more. */
  | { readonly kind: 'end' };

export interface HostingStep {
  readonly hosting: Hosting;
  readonly effects: readonly HostingEffect[];
}

/** A process that has just begun to listen. */
export function startHosting({ firstMs }: HostingPolicy): HostingStep {
  return { hosting: { phase: 'waiting', clients: 0 }, effects: [{ kind: 'schedule', delayMs: firstMs }] };
}

/** What follows from an event. */
export function hostingStep({ lingerMs }: HostingPolicy, hosting: Hosting, event: HostingEvent): HostingStep {
  const { phase, clients } = hosting;
  if (phase === 'over') return { hosting, effects: [] };
  switch (event) {
    case 'client came': {
      const effects: HostingEffect[] = phase === 'waiting' ? [{ kind: 'cancel' }] : [];
      return { hosting: { phase: 'serving', clients: clients + 1 }, effects: [...effects, { kind: 'tell clients' }] };
    }
    case 'client left':
      return clients > 1
        ? { hosting: { phase, clients: clients - 1 }, effects: [{ kind: 'tell clients' }] }
        : { hosting: { phase: 'waiting', clients: 0 }, effects: [{ kind: 'schedule', delayMs: lingerMs }] };
    case 'time is up':
      return phase === 'waiting' ? over(hosting) : { hosting, effects: [] };
    case 'end asked for':
      return over(hosting);
  }
}

function over({ clients }: Hosting): HostingStep {
  return { hosting: { phase: 'over', clients }, effects: [{ kind: 'end' }] };
}
