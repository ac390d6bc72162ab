import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody, type BertBody } from '../blocks/bertBody.js';
import { dense } from '../blocks/dense.js';
import { adaptedDense } from '../blocks/adaptedDense.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { gapReader, type WordsHead, writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { EncoderArchitecture, EncoderContext, EncoderHeads } from './encoder.js';

/** BERT (Devlin et al. 2018, https://arxiv.org/abs/1810.04805) with any of its heads, or several of them. */
export function readBert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const body = readBertBody(checkpoint, config, 'bert.');
  return {
    shape: body.shape,
    heads: readHeads(checkpoint, body),
    positions: (ids) => [...ids.keys()],
    body: (context, inputs) => body.write(context, inputs),
    ...(body.upper && { upper: body.upper }),
    gaps: gapReader(checkpoint.tensors, body.shape.hiddenSize, wordsHead(body), body.words),
  };
}

function readHeads(checkpoint: Checkpoint, body: BertBody): EncoderHeads {
  const { shape } = body;
  const { tensors, pairs } = checkpoint;
  const { hiddenSize } = shape;

  /** tanh of a layer over the first token's row. */
  async function pool(context: EncoderContext, rows: Value): Promise<Value> {
    const name = tensors.has('pooler.dense.weight') ? 'pooler.dense' : 'bert.pooler.dense';
    return context.graph.op('Tanh', [await adaptedDense(context, tensors, { name, rows: hiddenSize, columns: hiddenSize }, rows)]);
  }

  const words = wordsHead(body);
  const follows = 'cls.seq_relationship';
  const names = { sequence: 'classifier', token: 'classifier', answer: 'qa_outputs' };
  const labels = readClassifier(checkpoint, hiddenSize, names, pool);
  return {
    ...(tensors.has(`${words.transform}.weight`) && {
      words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, words, rows, vocabulary),
    }),
    ...((pairs ?? tensors).has(`${follows}.weight`) && {
      nextSentence: async (context, rows) =>
        dense(
          context,
          context.adapters?.head(follows) ?? tensors,
          { name: follows, rows: 2, columns: hiddenSize },
          await pool(context, rows),
        ),
    }),
    ...(labels && { labels }),
  };
}

function wordsHead({ activation, epsilon }: BertBody): WordsHead {
  const words = 'cls.predictions.transform';
  return { transform: `${words}.dense`, norm: `${words}.LayerNorm`, bias: 'cls.predictions.bias', activation, epsilon };
}
