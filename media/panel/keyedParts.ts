import type { Part } from './part.js';

/**
 * The parts of a list by the keys of its models. A model whose key was there before keeps its part; only parts that are new, gone
 * or in another place are added, removed or moved.
 */
export class KeyedParts<T> {
  #parts = new Map<string, Part<T>>();

  constructor(
    private readonly parent: HTMLElement,
    private readonly keyOf: (model: T) => string,
    private readonly create: () => Part<T>,
  ) {}

  /** The parts by their keys, in order. */
  get all(): ReadonlyMap<string, Part<T>> {
    return this.#parts;
  }

  /** Where several models have the same key, the first one counts. */
  update(models: readonly T[]): void {
    const next = new Map<string, Part<T>>();
    for (const model of models) {
      const key = this.keyOf(model);
      if (next.has(key)) continue;
      const part = this.#parts.get(key) ?? this.create();
      part.update(model);
      next.set(key, part);
    }
    for (const [key, part] of this.#parts) if (!next.has(key)) part.element.remove();
    this.#parts = next;
    this.#arrange();
  }

  /** Walks along the children and moves an element only where another one stands. */
  #arrange(): void {
    let place = this.parent.firstElementChild;
    for (const { element } of this.#parts.values()) {
      if (element === place) place = place.nextElementSibling;
      else this.parent.insertBefore(element, place);
    }
  }
}
