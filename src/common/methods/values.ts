import * as v from 'valibot';

/** Schemas of values that many methods share. Each message completes "… is …, but". */

/** A text of at most so many UTF-16 code units. */
export function text(maxLength?: number): v.GenericSchema<string> {
  const message = 'must be a text';
  return maxLength === undefined
    ? v.string(message)
    : v.pipe(v.string(message), v.maxLength(maxLength, ({ input }) => `has ${input.length} characters; at most ${maxLength} are read`)); // prettier-ignore
}

/** An absolute path, of POSIX or of Windows. */
export function absolutePath(): v.GenericSchema<string> {
  const message = 'must be an absolute path';
  return v.pipe(v.string(message), v.regex(/^(?:\/|[A-Za-z]:[\\/]|\\\\)/, message));
}

export function number(min: number, max: number): v.GenericSchema<number> {
  const message = `must be a number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}

export function whole(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): v.GenericSchema<number> {
  const limits = max < Number.MAX_SAFE_INTEGER ? ` from ${min} to ${max}` : min > Number.MIN_SAFE_INTEGER ? ` from ${min}` : '';
  const message = `must be a whole number${limits}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

export function flag(): v.GenericSchema<boolean> {
  return v.boolean('must be true or false');
}

export function oneOf<const T extends readonly string[]>(names: T): v.PicklistSchema<T, string> {
  return v.picklist(names, `must be one of ${names.join(', ')}`);
}

export function list<S extends v.GenericSchema>(item: S, max?: number): v.GenericSchema<v.InferOutput<S>[]> {
  const message = max === undefined ? 'must be a list' : `must be a list of at most ${max}`;
  const schema = v.array(item, message);
  // The length is looked at before the items, so that a list that is far too long costs nothing.
  return max === undefined ? schema : v.pipe(v.array(v.unknown(), message), v.maxLength(max, message), schema);
}

/** A token or a piece of a word with its probability. */
export const weighedText = v.object({ text: v.string(), logprob: v.number() });
