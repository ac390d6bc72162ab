import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody, type BertBody } from '../blocks/bertBody.js';
import { dense } from '../blocks/dense.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { adaptedDense } from '../blocks/adaptedDense.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { EncoderArchitecture, EncoderContext, EncoderHeads, LabelHead } from './encoder.js';

/** BERT (Devlin et al. 2018, https://arxiv.org/abs/1810.04805) with any of its heads, or several of them. */
export function readBert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const body = readBertBody(checkpoint, config, 'bert.');
  return {
    shape: body.shape,
    heads: readHeads(checkpoint, body),
    positions: (ids) => [...ids.keys()],
    body: (context, inputs) => body.write(context, inputs),
  };
}

function readHeads(checkpoint: Checkpoint, { shape, epsilon, activation }: BertBody): EncoderHeads {
  const { tensors, pairs } = checkpoint;
  const { hiddenSize } = shape;

  /** tanh of a layer over the first token's row. */
  async function pool(context: EncoderContext, rows: Value): Promise<Value> {
    const name = tensors.has('pooler.dense.weight') ? 'pooler.dense' : 'bert.pooler.dense';
    return context.graph.op('Tanh', [await adaptedDense(context, tensors, { name, rows: hiddenSize, columns: hiddenSize }, rows)]);
  }

  const words = 'cls.predictions.transform';
  const wordsHead = { transform: `${words}.dense`, norm: `${words}.LayerNorm`, bias: 'cls.predictions.bias', activation, epsilon };
  const follows = 'cls.seq_relationship';
  const labels = readLabels(checkpoint, hiddenSize, pool);
  return {
    ...(tensors.has(`${words}.dense.weight`) && {
      words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, wordsHead, rows, vocabulary),
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

function readLabels(
  checkpoint: Checkpoint,
  hiddenSize: number,
  pool: (context: EncoderContext, rows: Value) => Promise<Value>,
): LabelHead | undefined {
  const kind = labelKind(checkpoint);
  const name = kind === 'answer' ? 'qa_outputs' : 'classifier';
  if (kind === undefined || !checkpoint.tensors.has(`${name}.weight`)) return undefined;
  const labels = labelNames(checkpoint, kind, name);
  return {
    kind,
    pooling: 'first',
    labels,
    write: async (context, rows) => {
      const features = kind === 'sequence' ? await pool(context, rows) : rows;
      return dense(context, checkpoint.tensors, { name, rows: labels.length, columns: hiddenSize }, features);
    },
  };
}
