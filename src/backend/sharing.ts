/** Whether other windows use the same process of the engine. */
export type Sharing =
  | { readonly kind: 'shared'; readonly clients: number }
  /** The reason is a part of a sentence, and absent where the writer wants it so. */
  | { readonly kind: 'own'; readonly reason?: string };
