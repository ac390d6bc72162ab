import * as v from 'valibot';

/** What the commands `cloze models …` answer to programs: the editor runs them in a process of its own. Sizes are in bytes. */

/** What a model can be for; the first three are jobs that a setting chooses a model for. */
export const modelPurposes = ['completion', 'words', 'rewriting', 'labels', 'names', 'questions'] as const;
export type ModelPurpose = (typeof modelPurposes)[number];

const purposes = v.array(v.picklist(modelPurposes));

/** Whose folder a model lies in. */
export const modelOwners = ['cloze', 'folder', 'hub', 'ollama', 'lmstudio'] as const;
export type ModelOwner = (typeof modelOwners)[number];

/** A model on this machine. */
export const listedModel = v.object({
  name: v.string(),
  path: v.string(),
  /** The architecture; `null` where the model cannot be used. */
  type: v.nullable(v.string()),
  /** Why it cannot be used. */
  error: v.exactOptional(v.string()),
  /** Whose graphs it runs on: those that Cloze makes of its weights, or ready-made ones, by transformers.js. */
  graphs: v.exactOptional(v.picklist(['own', 'ready-made'])),
  jobs: purposes,
  owner: v.picklist(modelOwners),
  /** Of its weights. */
  bytes: v.number(),
  /** Whether it and the editor have room in this machine's memory. */
  fits: v.boolean(),
});
export type ListedModel = Readonly<v.InferOutput<typeof listedModel>>;

/** A model that Cloze recommends. */
export const recommendedModel = v.object({
  name: v.string(),
  jobs: purposes,
  languages: v.array(v.string()),
  license: v.string(),
  gated: v.boolean(),
  bytes: v.number(),
  memoryBytes: v.number(),
  fits: v.boolean(),
  speed: v.picklist(['fast', 'medium', 'slow']),
  note: v.string(),
});
export type RecommendedModel = Readonly<v.InferOutput<typeof recommendedModel>>;

/** A model that the hub found by words. */
export const hubModel = v.object({ name: v.string(), downloads: v.number(), gated: v.boolean(), task: v.exactOptional(v.string()) });
export type HubModel = Readonly<v.InferOutput<typeof hubModel>>;

export const searchAnswer = v.object({ catalogue: v.array(recommendedModel), hub: v.array(hubModel) });

/** What a download would bring; nothing of it was downloaded but its configuration. */
export const plannedPull = v.object({
  name: v.string(),
  commit: v.string(),
  /** As its page says; absent where that says nothing. */
  license: v.exactOptional(v.string()),
  gated: v.boolean(),
  jobs: purposes,
  bytes: v.number(),
  /** What of it is not on the disk yet. */
  toDownload: v.number(),
  memoryBytes: v.number(),
  fits: v.boolean(),
});
export type PlannedPull = Readonly<v.InferOutput<typeof plannedPull>>;

/** A model that was downloaded. */
export const pulledAnswer = v.object({ name: v.string(), path: v.string(), commit: v.string(), bytes: v.number() });

/** A model that was written for a server: its name there, and its files within the folder. */
export const exportedAnswer = v.object({ model: v.string(), folder: v.string(), files: v.array(v.string()) });

export const removedAnswer = v.object({ name: v.string(), bytes: v.number() });
