import * as v from 'valibot';

/** What a download tells while it runs; sizes are in bytes. */
export const pullProgress = v.variant('kind', [
  /** Another process downloads the same model. */
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('files'), bytes: v.number(), toDownload: v.number() }),
  v.object({ kind: v.literal('bytes'), arrived: v.number(), total: v.number(), bytesPerSecond: v.exactOptional(v.number()) }),
]);
export type PullProgress = Readonly<v.InferOutput<typeof pullProgress>>;
