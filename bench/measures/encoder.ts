import path from 'node:path';
import type { Measure } from '../harness/measure.js';
import { installPeers } from '../peers/install.js';
import { startEncoderSide } from '../sides/startSide.js';
import { compareEncoders } from './compareEncoders.js';

export const encoder: Measure = {
  name: 'encoder',
  title: 'Masked words and pairs of sentences',
  method:
    'Milliseconds for a sentence with a masked word (its five most probable words), and for a pair of neighbouring sentences (whether the second ' +
    'follows), alone and 32 in one call, from text to answer. Same weights, 8 bits on both sides, same threads; the peer runs the ONNX export that its users run.',
  run: async (context) => {
    const { onnxEncoder, root, threads, cacheFolder } = context;
    if (onnxEncoder === undefined)
      return 'Name the ONNX models with --onnx-encoder or CLOZE_BENCH_ONNX_ENCODER to compare with transformers.js.';
    installPeers('@huggingface/transformers');
    const sides = [startEncoderSide('clozeEncoder.ts'), startEncoderSide('transformersEncoder.ts')] as const;
    const [ours, peer] = sides;
    try {
      await ours.open({ model: path.join(root, 'models', 'bert-base-uncased'), threads, cacheFolder });
      const { name, version } = await peer.open({ model: path.resolve(onnxEncoder), threads, cacheFolder });
      // One and a half times as many a second.
      return await compareEncoders(context, sides, `${name} ${version}`, 0.667);
    } finally {
      for (const side of sides) await side.close();
    }
  },
};
