import { modelInvalid } from '../modelErrors.js';

export type MetadataValue = number | string | boolean | readonly MetadataValue[];

/** The key-value pairs of a GGUF file. */
export class Metadata {
  constructor(
    private readonly path: string,
    private readonly values: ReadonlyMap<string, MetadataValue>,
  ) {}

  readonly number = (key: string): number | undefined => this.get(key, isNumber, 'a number');
  /** A number, or the one that a list has for each layer. */
  readonly numberOfAll = (key: string): number | undefined => {
    const value = this.values.get(key);
    if (value === undefined || !isNumbers(value)) return this.number(key);
    return value.every((each) => each === value[0]) ? value[0] : this.number(key);
  };
  readonly string = (key: string): string | undefined => this.get(key, isString, 'a text');
  readonly boolean = (key: string): boolean | undefined => this.get(key, (value) => typeof value === 'boolean', 'true or false');
  readonly numbers = (key: string): readonly number[] | undefined => this.get(key, isListOf(isNumber), 'a list of numbers');
  readonly strings = (key: string): readonly string[] | undefined => this.get(key, isListOf(isString), 'a list of texts');

  /** A value that the file must have. `get` is one of the functions above. */
  required<T>(key: string, get: (key: string) => T | undefined): T {
    const value = get(key);
    if (value === undefined) throw modelInvalid(this.path, `It has no "${key}".`);
    return value;
  }

  private get<T extends MetadataValue>(key: string, is: Is<T>, what: string): T | undefined {
    const value = this.values.get(key);
    if (value === undefined || is(value)) return value;
    throw modelInvalid(this.path, `Its "${key}" is not ${what}.`);
  }
}

type Is<T extends MetadataValue> = (value: MetadataValue) => value is T;

const isNumber: Is<number> = (value) => typeof value === 'number';
const isString: Is<string> = (value) => typeof value === 'string';

const isNumbers = isListOf(isNumber);

function isListOf<T extends MetadataValue>(is: Is<T>): Is<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(is);
}
