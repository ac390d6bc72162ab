import type { ClassifyRequest, ClassifyResult } from '../../../../src/common/methods/classification.js';

/** Labels texts by their first letter: "p" is praise, "b" is blame, and a text without words has no label. One passage is the whole text. */
export function byFirstLetter({ texts, why }: Pick<ClassifyRequest, 'texts' | 'why'>): ClassifyResult {
  return {
    labels: ['praise', 'blame'],
    model: 'tiny',
    texts: texts.map((text) => {
      const probabilities = text.trim() === '' ? [] : text.trim().startsWith('p') ? [0.75, 0.25] : [0.25, 0.75];
      const passages = probabilities.length === 0 ? [] : [{ offset: 0, length: text.length, probabilities }];
      return { probabilities, passages, deciding: 0, ...(why && { words: [{ offset: 0, length: 1, influence: Math.LN2 }] }) };
    }),
  };
}

/** Something that is answered when a test says so. */
export interface Awaited<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

export function awaited<T>(): Awaited<T> {
  let settle: Pick<Awaited<T>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) };
}
