/** A map with a limited number of entries: where one more is set, the one that was set or used first goes. */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(private readonly maxSize: number) {
    super();
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    if (this.size > this.maxSize) this.delete(this.keys().next().value as K);
    return this;
  }

  /** The value of a key, whose entry is from now on the last to go. */
  use(key: K): V | undefined {
    const value = this.get(key);
    if (this.delete(key)) this.set(key, value as V);
    return value;
  }
}
