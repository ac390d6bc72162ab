import path from 'node:path';
import type { Measure } from '../harness/measure.js';
import { startEncoderSide } from '../sides/startSide.js';
import { compareEncoders } from './compareEncoders.js';

export const student: Measure = {
  name: 'student',
  title: 'A narrower BERT beside the embedded one',
  method:
    'The same as between the embedded BERT and its peer, here between a student (models/training) as ours and the embedded BERT with its adapters beside ' +
    'it, both in this engine and in 8 bits. The student is not embedded.',
  run: async (context) => {
    const { root, threads, cacheFolder } = context;
    if (context.student === undefined) return 'Name a student in the embedded format with --student or CLOZE_BENCH_STUDENT.';
    const sides = [startEncoderSide('clozeEncoder.ts'), startEncoderSide('clozeEncoder.ts')] as const;
    const [ours, embedded] = sides;
    try {
      await ours.open({ model: path.resolve(context.student), threads, cacheFolder });
      await embedded.open({ model: path.join(root, 'models', 'bert-base-uncased'), threads, cacheFolder });
      return await compareEncoders(context, sides, 'BERT-base, embedded', 0.5);
    } finally {
      for (const side of sides) await side.close();
    }
  },
};
