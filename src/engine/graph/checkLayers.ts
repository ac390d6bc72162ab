import type { Checkpoint } from '../models/checkpoint.js';
import { modelInvalid } from '../models/modelErrors.js';

/** The number of a layer in a tensor's name: `model.layers.3.mlp…`, `h.3.attn…`, `encoder.layer.3.output…`. */
const layerNumber = /(?:^|\.)(?:layers?|h)\.(\d+)\./;

/** Fails with `model-invalid` where the weights have layers that the configuration knows nothing of: the model would say something else. */
export function checkLayers({ name, tensors }: Pick<Checkpoint, 'name' | 'tensors'>, layers: number): void {
  for (const tensor of tensors.names()) {
    const number = layerNumber.exec(tensor)?.[1];
    if (number !== undefined && Number(number) >= layers) {
      throw modelInvalid(name, `It has the tensor "${tensor}", but its configuration says that there are ${layers} layers.`);
    }
  }
}
