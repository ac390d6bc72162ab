import type { EngineInit } from '../common/methods/lifecycle.js';
import type { Precision } from './graph/graphContext.js';
import type { ModelKey } from './runtime/pool/modelPool.js';

/** The encoder that lies in the repository. */
export const embeddedEncoder = 'bert-base-uncased';

/** The models that an engine is started with. */
export interface ModelKeys {
  readonly causal: ModelKey<'causal'>;
  readonly encoder: ModelKey<'encoder'>;
  /** A checkpoint by its name or path. */
  readonly classifier: (model: string) => ModelKey<'classifier'>;
  /** A causal model that follows instructions, by its name or path. */
  readonly instructed: (model: string) => ModelKey<'causal'>;
}

/** Which models an engine uses, by what it was started with. */
export function modelKeys(init: Pick<EngineInit, 'causalModel' | 'encoderModel' | 'device'>, precision?: Precision): ModelKeys {
  const held = { device: init.device, ...(precision !== undefined && { precision }) };
  return {
    causal: { role: 'causal', model: init.causalModel, ...held },
    encoder: { role: 'encoder', model: init.encoderModel ?? embeddedEncoder, ...held },
    classifier: (model) => ({ role: 'classifier', model, ...held }),
    instructed: (model) => ({ role: 'causal', model, ...held }),
  };
}
