import type { GraphBuilder, Value } from '../../graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../graph/onnx/model.js';

/** A node whose inputs' gradients are to be written. */
export interface Differentiated {
  readonly graph: GraphBuilder;
  readonly node: OnnxNode;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** The loss's gradient for each output; absent where the loss does not depend on it. */
  readonly gradients: readonly (Value | undefined)[];
  /** The gradient of the first output, which most nodes have alone. */
  readonly gradient: Value;
  /** Whether the gradient for an input is needed. */
  readonly wants: (input: number) => boolean;
}

/**
 * Writes the gradients for the inputs of a node from those for its outputs, in the order of its inputs. Those that `wants` does not ask for
 * may be left out.
 */
export type VectorJacobianProduct = (at: Differentiated) => readonly (Value | undefined)[];
