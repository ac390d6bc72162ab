/** An id in a model's vocabulary. */
export type Token = number & { readonly __token: never };
