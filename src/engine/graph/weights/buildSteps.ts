import { open, readFile, type FileHandle } from 'node:fs/promises';
import { isRecord } from '../../models/json.js';
import type { Seen } from './checkedCheckpoint.js';

/** A part of a graph whose weights lie in its file. */
export interface BuildStep {
  /** Where it ends in the file of weights. */
  readonly end: number;
  /** What it read. */
  readonly seen: Seen;
  /** What storing it gave: where its tensors are. */
  readonly stored: unknown;
}

/**
 * The list of what is stored of a graph that is being built, a line each, so that a build whose process was killed goes on where it was.
 * A line is written when what it names is on the disk.
 */
export class BuildSteps {
  #handle: FileHandle | undefined;
  #unwritten = '';

  private constructor(
    private readonly path: string,
    private readonly known: BuildStep[],
    start: string,
  ) {
    this.#unwritten = start;
  }

  /** The list of a graph of which nothing is stored. */
  static create(path: string, key: string): BuildSteps {
    return new BuildSteps(path, [], line({ key }));
  }

  /** Goes on with the list of an earlier try, whose last line may have been written by half. */
  static goingOn(path: string, known: readonly BuildStep[]): BuildSteps {
    return new BuildSteps(path, [...known], '\n');
  }

  /** The next step, where an earlier try has stored it. */
  next(): BuildStep | undefined {
    return this.known.shift();
  }

  add(step: BuildStep): void {
    this.#unwritten += line(step);
  }

  /** Writes what was added, after the weights that it names. */
  async flush(): Promise<void> {
    this.#handle ??= await open(this.path, 'a', 0o600);
    await this.#handle.write(this.#unwritten);
    await this.#handle.datasync();
    this.#unwritten = '';
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}

/** The steps of a graph that lie whole in a file of so many bytes; undefined where the list is of another graph, or there is none. */
export async function knownSteps(path: string, key: string, bytes: number): Promise<BuildStep[] | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [head, ...lines] = text.split('\n').slice(0, -1).map(parsed);
  if (!isRecord(head) || head.key !== key) return undefined;
  const isStep = (step: unknown): step is BuildStep =>
    isRecord(step) &&
    typeof step.end === 'number' &&
    isRecord(step.seen) &&
    typeof step.seen.values === 'number' &&
    step.stored !== undefined;
  const steps = lines.filter(isStep);
  const missing = steps.findIndex(({ end }) => end > bytes);
  return missing < 0 ? steps : steps.slice(0, missing);
}

function line(value: object): string {
  return `${JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? { base64: Buffer.from(part).toString('base64') } : part))}\n`;
}

/** A line's value; undefined where only half of it was written. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_, part: unknown) =>
      isRecord(part) && typeof part.base64 === 'string' ? new Uint8Array(Buffer.from(part.base64, 'base64')) : part,
    );
  } catch {
    return undefined;
  }
}
