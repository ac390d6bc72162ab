import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { readBertBody } from '../blocks/bertBody.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { gapReader, writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';

/** ELECTRA (Clark et al. 2020, https://arxiv.org/abs/2003.10555): BERT's layers; embeddings may be narrower. Its generator has a masked-word head. */
export function readElectra(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const hiddenSize = config.integer('hidden_size');
  const wordSize = config.integer('embedding_size', hiddenSize);
  const widening = wordSize === hiddenSize ? {} : { widening: { name: 'embeddings_project' } };
  const body = readBertBody(checkpoint, config, 'electra.', { wordSize, ...widening });
  const { shape, epsilon } = body;
  // The head has this one whatever the layers have.
  const gelu = readActivation(new ConfigReader(checkpoint.name, {}), 'activation', 'gelu');
  const head = 'generator_predictions';
  const wordsHead = {
    transform: `${head}.dense`,
    norm: `${head}.LayerNorm`,
    bias: 'generator_lm_head.bias',
    size: wordSize,
    activation: gelu,
    epsilon,
  };
  const names = { sequence: 'classifier.out_proj', token: 'classifier', answer: 'qa_outputs' };
  const before = { name: 'classifier.dense', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    gelu(context, await dense(context, tensors, before, rows)),
  );
  return {
    shape,
    heads: {
      ...(tensors.has(`${head}.dense.weight`) && {
        words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, wordsHead, rows, vocabulary),
      }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    body: (context, inputs) => body.write(context, inputs),
    ...(body.upper && { upper: body.upper }),
    gaps: gapReader(tensors, hiddenSize, wordsHead, body.words),
  };
}
