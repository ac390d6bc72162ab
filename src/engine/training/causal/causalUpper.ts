import type { LowRankAdapter } from '../../graph/blocks/lowRankInputs.js';
import type { Precision } from '../../graph/graphContext.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import { whileOpen } from '../../models/whileOpen.js';
import type { Decoder } from '../../runtime/decoder.js';
import type { UpperOptions } from '../upperModel.js';
import { type AdaptedModel, openAdaptedModel } from './adaptedModel.js';
import { openWriterTraining, type WriterTraining } from './writerTraining.js';

/** An adapter, where it belongs, and what tells it from any other. */
export interface PlacedAdapter {
  readonly key: string;
  /** How many layers below it leaves as they are. */
  readonly below: number;
  readonly adapter: LowRankAdapter;
}

/** Decoders with different adapters that are kept, each with a cache: as many as windows have open projects. */
const maxDecoders = 3;

/** The upper layers of a causal model as they are trained and used with a writer's adapter, opened with the first need of them. */
export class CausalUpper {
  readonly #adapted = new Map<number, Promise<AdaptedModel>>();
  readonly #decoders = new Map<string, Decoder>();
  #caller: object | undefined;

  /** @param open opens the model's checkpoint, which is closed again */
  constructor(
    private readonly open: () => Promise<Checkpoint>,
    readonly layers: number,
    private readonly precision: Precision,
    private readonly options: UpperOptions,
  ) {}

  /** The model with adapters as inputs of the layers above the first `below` ones; it stays open until all is closed. */
  adapted(below: number): Promise<AdaptedModel> {
    const known = this.#adapted.get(below);
    if (known !== undefined) return known;
    const opened = whileOpen(this.open, (checkpoint) => openAdaptedModel(checkpoint, below, this.precision, this.options));
    this.#adapted.set(below, opened);
    // One that failed is tried again.
    opened.catch(() => this.#adapted.delete(below));
    return opened;
  }

  /** A decoder with an adapter; the same one while the adapter is the same. */
  async decoder({ key, below, adapter }: PlacedAdapter): Promise<Decoder> {
    const model = await this.adapted(below);
    const decoder = this.#decoders.get(key) ?? model.decoder(adapter);
    // The one that was used last is at the end.
    this.#decoders.delete(key);
    this.#decoders.set(key, decoder);
    const [oldest] = this.#decoders.keys();
    if (this.#decoders.size > maxDecoders && oldest !== undefined) this.#decoders.delete(oldest);
    if (this.#caller !== undefined) decoder.useCacheOf?.(this.#caller);
    return decoder;
  }

  /** The layers with what trains them; who asks for it closes it. */
  training(below: number): Promise<WriterTraining> {
    return whileOpen(this.open, (checkpoint) => openWriterTraining(checkpoint, below, this.options));
  }

  /** As a decoder's own. */
  useCacheOf(caller: object): void {
    this.#caller = caller;
  }

  /** As a decoder's own. */
  forget(caller: object): void {
    if (caller === this.#caller) this.#caller = undefined;
    for (const decoder of this.#decoders.values()) decoder.forget?.(caller);
  }

  async dispose(): Promise<void> {
    const all = [...this.#adapted.values()];
    this.#adapted.clear();
    this.#decoders.clear();
    await Promise.all(all.map((opened) => opened.then((model) => model.dispose(), () => undefined))); // prettier-ignore
  }
}
