import { formatTime } from './formatTime.js';
import { type Interpreter, loadJinja } from './jinja.js';

/** What a template gets beside the functions that every template has. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/** No template of a published model has a fifth of it. */
const longestTemplate = 256 * 1024;

/** Characters and list items that a template may have in one value, beside those of what it is given. */
const largestValue = 256 * 1024;

/** What evaluating may cost: a step costs 1, and 1 for each 64 characters or items of its value. Published templates need some thousand. */
const mostWork = 2_000_000;

/**
 * The text that a chat template makes. Templates come with models, so they may be hostile: each ends, after bounded work and with values of
 * bounded size. The library is loaded with the first call.
 * @param today what `strftime_now` tells
 * @throws with the template's own words where it refuses, or with what is wrong with it
 */
export async function renderTemplate(template: string, values: TemplateValues, today: Date): Promise<string> {
  if (template.length > longestTemplate) throw new Error(`it has ${template.length} characters`);
  const { Environment, Interpreter, parse, tokenize } = await loadJinja();
  const environment = new Environment();
  const limit = largestValue + 4 * JSON.stringify(values).length;
  for (const [name, value] of Object.entries({ ...globals(limit, today), ...values })) environment.set(name, value);
  const interpreter = new Interpreter(environment);
  keepBounded(interpreter, limit);
  const { value } = interpreter.run(parse(tokenize(template, { lstrip_blocks: true, trim_blocks: true })));
  if (typeof value !== 'string') throw new Error('it makes no text');
  return value;
}

function globals(limit: number, today: Date): TemplateValues {
  return {
    true: true,
    false: false,
    none: null,
    True: true,
    False: false,
    None: null,
    raise_exception: (reason: unknown) => {
      throw new Error(String(reason));
    },
    range: (...given: readonly unknown[]) => range(limit, given),
    strftime_now: (format: unknown) => formatTime(today, String(format)),
  };
}

/** The numbers of Python's `range`. */
function range(limit: number, given: readonly unknown[]): number[] {
  const numbers = given.filter((each) => typeof each === 'number');
  const [start = 0, stop = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= limit)) throw new Error(`it counts to ${stop}`);
  return Array.from({ length }, (_, index) => start + index * step);
}

/** Ends an interpreter that works too long, or makes too large a value. */
function keepBounded(interpreter: Interpreter, limit: number): void {
  const evaluate = interpreter.evaluate.bind(interpreter);
  let work = 0;
  interpreter.evaluate = (...step: Parameters<Interpreter['evaluate']>) => {
    const value = evaluate(...step);
    const size = sizeOf(value.value);
    if (size > limit) throw new Error('what it makes is too long');
    work += 1 + size / 64;
    if (work > mostWork) throw new Error('it goes on without end');
    return value;
  };
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return value instanceof Map ? value.size : 0;
}
