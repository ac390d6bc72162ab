import { ClozeError } from '../../common/clozeError.js';

/** Reads a checkpoint's `config.json` key by key, and says which key is wrong where one is. */
export class ConfigReader {
  constructor(
    readonly model: string,
    private readonly config: Readonly<Record<string, unknown>>,
  ) {}

  /** A whole number of at least `least`. */
  integer(key: string, fallback?: number, least = 1): number {
    const value = this.config[key] ?? fallback;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= 1e9) return value;
    throw this.invalid(key, `a whole number of at least ${least}`, value);
  }

  /** A whole number of at least 1 for each layer: a list of as many, or one number that all layers share. */
  integerOfLayers(key: string, layers: number, fallback?: number): readonly number[] {
    const value = this.config[key];
    if (!Array.isArray(value)) return new Array<number>(layers).fill(this.integer(key, fallback));
    if (value.length === layers && value.every((each) => Number.isSafeInteger(each) && each >= 1 && each <= 1e9)) return value as number[];
    throw this.invalid(key, `a whole number of at least 1, or a list of ${layers} of them, one a layer`, value);
  }

  number(key: string, fallback?: number): number {
    const value = this.config[key] ?? fallback;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.invalid(key, 'a number', value);
  }

  /** A list of numbers: as many as `count` says, where it does. */
  numbers(key: string, count?: number): readonly number[] {
    const value = this.config[key];
    if (Array.isArray(value) && value.length === (count ?? value.length) && value.every((each) => Number.isFinite(each)))
      return value as number[];
    throw this.invalid(key, `a list of ${count === undefined ? '' : `${count} `}numbers`, value);
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.config[key] ?? fallback;
    if (typeof value === 'boolean') return value;
    throw this.invalid(key, 'true or false', value);
  }

  text(key: string, fallback?: string): string {
    const value = this.config[key] ?? fallback;
    if (typeof value === 'string') return value;
    throw this.invalid(key, 'a text', value);
  }

  isText(key: string): boolean {
    return typeof this.config[key] === 'string';
  }

  /** A list of texts, or undefined where the key is absent or null. */
  texts(key: string): readonly string[] | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
    throw this.invalid(key, 'a list of texts', value);
  }

  /** A nested object, or undefined where the key is absent or null. */
  section(key: string): ConfigReader | undefined {
    const value = this.config[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object' && !Array.isArray(value)) return new ConfigReader(this.model, value as Record<string, unknown>);
    throw this.invalid(key, 'an object', value);
  }

  /** Whether a key is there, be it null. */
  says(key: string): boolean {
    return this.config[key] !== undefined;
  }

  has(key: string): boolean {
    return this.config[key] !== undefined && this.config[key] !== null;
  }

  /** The error for a key whose value cannot be used. */
  invalid(key: string, wanted: string, value: unknown): ClozeError {
    return new ClozeError({
      code: 'model-invalid',
      message:
        `The configuration of the model "${this.model}" cannot be used: "${key}" should be ${wanted}, but it is ${describe(value)}. ` +
        'Download the model again, or choose another one.',
      action: 'choose-model',
    });
  }

  /** The error for a model that asks for something Cloze does not have. */
  unsupported(what: string): ClozeError {
    return new ClozeError({
      code: 'model-unsupported',
      message: `The model "${this.model}" needs ${what}, which Cloze does not support yet. Choose another model.`,
      action: 'choose-model',
    });
  }
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  return JSON.stringify(value).slice(0, 40);
}
