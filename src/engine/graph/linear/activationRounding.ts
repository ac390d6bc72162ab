import type { GraphContext } from '../graphContext.js';
import type { Attribute } from '../onnx/model.js';

/** Activations in 8 bits, products in integers: MatMulNBits's `accuracy_level` 4. */
const integerProducts = { accuracy_level: 4 };

/** The attribute of MatMulNBits that lets it round activations to 8 bits. */
export function activationRounding({ isExact }: GraphContext): Readonly<Record<string, Attribute>> {
  return isExact === true ? {} : integerProducts;
}
