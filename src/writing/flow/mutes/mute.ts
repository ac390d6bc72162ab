import type { Fingerprint } from './fingerprint.js';

/** Something that a writer or a reviewer does not want to be told about again. It is tied to the text, not to a place in the file. */
export type Mute = PairMute | BlockMute | { readonly kind: 'file' };

export interface PairMute {
  readonly kind: 'pair';
  readonly first: Fingerprint;
  readonly second: Fingerprint;
}

export interface BlockMute {
  readonly kind: 'block';
  readonly block: Fingerprint;
}
