import type { Distribution } from '../../engine/runtime/decoder.js';
import type { Token } from '../../engine/tokenizer/token.js';

/** A place in the tree of the texts that a server was asked about. */
export interface Place {
  readonly parent?: Place;
  /** The token that leads here; none at the root. */
  readonly token?: Token;
  readonly children: Map<Token, Place>;
  /** What the server said comes next, once it did. */
  next?: Omit<Distribution, 'rated'>;
}

export function rootPlace(): Place {
  return { children: new Map() };
}

/** The place after some tokens more, made where there is none. */
export function placeAfter(start: Place, tokens: readonly Token[]): Place {
  let at = start;
  for (const token of tokens) {
    const child: Place = at.children.get(token) ?? { parent: at, token, children: new Map() };
    at.children.set(token, child);
    at = child;
  }
  return at;
}

/** The tokens from the root to a place. */
export function tokensTo(place: Place): Token[] {
  const tokens: Token[] = [];
  for (let at = place; at.token !== undefined && at.parent !== undefined; at = at.parent) tokens.push(at.token);
  return tokens.reverse();
}

/** Whether one place is another, or leads to it. */
export function leadsTo(place: Place, other: Place): boolean {
  for (let at: Place | undefined = other; at !== undefined; at = at.parent) if (at === place) return true;
  return false;
}

/** Forgets all places but those on the way to this one and from it on. */
export function keepOnly(place: Place): void {
  for (let at = place; at.token !== undefined && at.parent !== undefined; at = at.parent) {
    for (const token of at.parent.children.keys()) if (token !== at.token) at.parent.children.delete(token);
  }
}
