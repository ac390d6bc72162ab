import * as v from 'valibot';

/** What an installation of CUDA support brings, and from where. */
export const cudaPlan = v.object({
  /** Of ONNX Runtime. */
  version: v.string(),
  archive: v.string(),
  bytes: v.number(),
  sha256: v.string(),
  url: v.string(),
  /** The files that are taken out of the archive. */
  libraries: v.array(v.string()),
  /** Where they are put. */
  folder: v.string(),
});
export type CudaPlan = Readonly<v.InferOutput<typeof cudaPlan>>;

/** What was installed, and what the system lacks still. */
export const cudaSupport = v.object({ ...cudaPlan.entries, missing: v.array(v.string()) });
export type CudaSupport = Readonly<v.InferOutput<typeof cudaSupport>>;
