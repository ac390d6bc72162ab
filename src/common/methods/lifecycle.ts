import * as v from 'valibot';
import { errorActions, errorCodes } from '../clozeError.js';
import { deviceIds } from '../devices.js';
import type { Plain } from './method.js';
import { absolutePath, list, oneOf, text, whole } from './values.js';

/** The part of the engine's contract that is about the engine itself. */

/** Where a model runs: a device of this machine, or a server. */
export const deviceKind = v.picklist([...deviceIds, 'server']);

/** What a device can be chosen by. */
export const deviceChoices = ['auto', ...deviceIds] as const;

/** The most megabytes that can be allowed for graphics cards: a terabyte. */
export const maxDeviceMemory = 2 ** 20;

const deviceChoice = oneOf(deviceChoices);
export type DeviceChoice = Plain<typeof deviceChoice>;

/** A completions server as the user names it. */
const serverChoice = v.object({
  url: text(),
  /** What the server lets in by. */
  key: v.exactOptional(text()),
  /** The model on the server; its first one where it is absent. */
  model: v.exactOptional(text()),
});

/** What the engine is started with. */
export const engineInit = v.object({
  /** Folders that hold models, one sub-folder each; the first that has the name wins. */
  modelFolders: list(absolutePath()),
  /** A folder for built graphs; made when missing. */
  cacheFolder: absolutePath(),
  /** A name in a model folder, or an absolute path of a folder or of a GGUF file. */
  causalModel: text(),
  /** The same for the encoder; the embedded one unless it is given. */
  encoderModel: v.exactOptional(text()),
  /** Where what was learned from the writer is kept; it is used where it is there. */
  learnedFolder: v.exactOptional(absolutePath()),
  device: deviceChoice,
  /** Threads of the CPU device; 0 leaves the choice to the engine. */
  threads: whole(0, 1024),
  /** How many megabytes (2^20 bytes) of weights may lie on graphics cards; as many as there is room for unless it is given. */
  deviceMemory: v.exactOptional(whole(1, maxDeviceMemory)),
  /** The server whose model is the causal one; only for the process that asks servers. */
  server: v.exactOptional(serverChoice),
});
export interface EngineInit extends Plain<typeof engineInit> {}

const modelRole = v.picklist(['causal', 'encoder', 'classifier']);
export type ModelRole = Plain<typeof modelRole>;

const deviceInUse = v.object({ kind: deviceKind, name: v.string(), threads: v.number() });
export interface DeviceInUse extends Plain<typeof deviceInUse> {}

/** A failure as plain data, as `ClozeError` explains it. */
export const errorDetail = v.object({
  code: v.picklist(errorCodes),
  message: v.string(),
  action: v.exactOptional(v.picklist(errorActions)),
  retryAfterMs: v.exactOptional(v.number()),
  page: v.exactOptional(v.string()),
});

/** The state of one model. */
const modelStatus = v.object({
  role: modelRole,
  state: v.picklist(['idle', 'loading', 'ready', 'failed']),
  /** Its name, or what it was asked for by. */
  model: v.string(),
  /** Absent until a device has been chosen. */
  device: v.exactOptional(deviceInUse),
  /** Why a better device than this one is not used; one sentence. */
  deviceNote: v.exactOptional(v.string()),
  /** Bytes of its graph and weights; 0 while it is not loaded. */
  bytes: v.number(),
  /** How far its graph is, where it is being built, which happens once on a computer: which part is done, and about how many bytes it will have. */
  building: v.exactOptional(v.object({ done: v.number(), bytes: v.number() })),
  /** Stays while the model is tried again. */
  error: v.exactOptional(errorDetail),
});
export interface ModelStatus extends Plain<typeof modelStatus> {}

export const engineStatus = v.object({
  /** `failed` where the causal model could not be loaded; requests that need the encoder alone may work nevertheless. */
  state: v.picklist(['idle', 'loading', 'ready', 'working', 'failed']),
  /** The models that the engine was started with, the causal one first, then others that were used. None where there is no process yet. */
  models: v.array(modelStatus),
  tokensPerSecond: v.exactOptional(v.number()),
  residentBytes: v.number(),
});
export interface EngineStatus extends Plain<typeof engineStatus> {}

/** What a trial of a device with the causal model found. */
const deviceTest = v.object({
  device: v.picklist(deviceIds),
  name: v.string(),
  /** `absent` where this system cannot have it, `failed` where it did not start, `wrong` where it computed wrong results. */
  state: v.picklist(['works', 'wrong', 'failed', 'absent']),
  /** Tokens that the whole model would give in a second. */
  tokensPerSecond: v.exactOptional(v.number()),
  /** How many times as fast as the processor. */
  speedup: v.exactOptional(v.number()),
  /** What it calculates with. */
  numbers: v.exactOptional(v.picklist(['float32', 'float16'])),
  /** Why it cannot be used: the end of a sentence. */
  reason: v.exactOptional(v.string()),
  /** What helps: a sentence. */
  remedy: v.exactOptional(v.string()),
});
export interface DeviceTest extends Plain<typeof deviceTest> {}

export const lifecycleMethods = {
  /** What the engine is and what it holds in memory. Loads nothing. */
  status: { result: engineStatus },

  /** Tries each device with the causal model, now, which takes up to some minutes. */
  testDevices: { result: v.array(deviceTest) },

  /** Frees the models. The next request that needs one loads it again. */
  unload: { rank: 'control', result: v.null() },
} as const;
