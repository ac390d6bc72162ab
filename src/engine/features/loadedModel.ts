import type { Lease } from '../runtime/pool/lease.js';
import type { PooledModel } from '../runtime/pool/modelSlot.js';
import type { Chat } from '../tokenizer/chat/chat.js';
import type { Models } from '../decode/generate.js';
import type { Answering } from './writing/answering.js';
import type { CausalUpper } from '../training/causal/causalUpper.js';
import type { WriterModel } from '../decode/learned/writerModel.js';

/** A model that is ready to run. */
export interface LoadedModel extends Models, PooledModel {
  /** Tells whether a classifier was trained on this model. */
  readonly hash: string;
  /** How it is given instructions; absent where it follows none. */
  readonly chat?: Chat;
  /** Set where it is a service that is sent messages instead. */
  readonly answering?: Answering;
  /** What its writer's texts say, where that is blended with what the model says. */
  readonly writer?: WriterModel;
  /** Its upper layers with adapters; absent where it is not calculated here. */
  readonly upper?: CausalUpper;
}

export type CausalLease = Lease<LoadedModel>;
