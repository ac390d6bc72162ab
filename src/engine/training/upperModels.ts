import { trainable } from '../graph/upperGraph.js';
import type { Checkpoint } from '../models/checkpoint.js';
import { whileOpen } from '../models/whileOpen.js';
import { openTraining, type TrainingModel } from './trainingModel.js';
import type { TrainingGraphOptions } from './trainingGraph.js';
import { type Means, openUpper, type UpperModel, type UpperOptions } from './upperModel.js';

/** The upper layers of a model, opened with the first need of them. */
export class UpperModels {
  readonly #opened = new Map<number, Promise<UpperModel>>();

  /** @param open opens the model's checkpoint, which is closed again */
  constructor(
    private readonly open: () => Promise<Checkpoint>,
    private readonly options: UpperOptions,
  ) {}

  /** The layers above the first `below` ones; they stay open until all are closed. */
  above(below: number): Promise<UpperModel> {
    const known = this.#opened.get(below);
    if (known !== undefined) return known;
    const opened = whileOpen(this.open, (checkpoint) => openUpper(checkpoint, below, this.options));
    this.#opened.set(below, opened);
    // One that failed is tried again.
    opened.catch(() => this.#opened.delete(below));
    return opened;
  }

  /** What words are compared by in a gap, [hidden] each: the mean of their tokens, zeros where there is none. Undefined where the model compares none. */
  words(words: readonly (readonly number[])[]): Promise<Float32Array[] | undefined> {
    return whileOpen(this.open, async (checkpoint) => {
      const { gaps, shape } = trainable(checkpoint);
      return (
        gaps &&
        Promise.all(words.map(async (tokens) => meanOf(await Promise.all(tokens.map((token) => gaps.word(token))), shape.hiddenSize)))
      );
    });
  }

  /** The layers with what trains them, and the means that the head reads; who asks for it closes it. */
  training(graph: TrainingGraphOptions, means?: Means): Promise<TrainingModel> {
    return whileOpen(this.open, (checkpoint) => openTraining(checkpoint, graph, this.options, means));
  }

  async dispose(): Promise<void> {
    const all = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.all(all.map((opened) => opened.then((model) => model.dispose(), () => undefined))); // prettier-ignore
  }
}

function meanOf(rows: readonly Float32Array[], size: number): Float32Array {
  const mean = new Float32Array(size);
  for (const row of rows) row.forEach((value, at) => (mean[at] = (mean[at] as number) + value / rows.length));
  return mean;
}
