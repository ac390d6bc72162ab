import type { TensorSource } from '../../models/checkpoint.js';
import type { GraphContext } from '../graphContext.js';
import { stackedRows } from '../weights/matrix.js';
import { vocabulary, type Vocabulary } from './vocabulary.js';

/**
 * The vocabulary of a checkpoint, from the tensors of these names, each [vocabulary, hidden].
 * @param head left out where it is tied to the embedding, or where there is none
 */
export function storedVocabulary(
  context: GraphContext,
  tensors: TensorSource,
  { vocabularySize, hiddenSize }: { readonly vocabularySize: number; readonly hiddenSize: number },
  embedding: string,
  head?: string,
): Promise<Vocabulary> {
  const matrix = (name: string): ReturnType<typeof stackedRows> => stackedRows(tensors, [name], [vocabularySize], hiddenSize);
  return vocabulary(context, matrix(embedding), head === undefined ? undefined : matrix(head));
}
