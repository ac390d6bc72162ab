import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type DeviceChoice, deviceChoices, type EngineInit, maxDeviceMemory } from '../common/methods/lifecycle.js';
import { type ModelJob, modelJobs } from '../common/modelJobs.js';
import type { Arguments } from './arguments.js';
import { readChoices } from './modelChoices.js';
import { modelPlaces } from './modelPlaces.js';
import type { Terminal } from './terminal.js';

/** The embedded causal model: what is used unless `--model` names another. */
export const embeddedModel = modelJobs.completion.embedded;

/** What writes, unless `--model` names it: the model that was chosen to continue texts, or the one to rewrite them. */
export type CausalJob = Exclude<ModelJob, 'words'>;

/**
 * What an engine is started with, by the options and what the user has chosen before.
 * @param job what its causal model is for
 */
export async function engineInit(args: Arguments, terminal: Terminal, job: CausalJob = 'completion'): Promise<EngineInit> {
  const device = args.choice<DeviceChoice>('device', deviceChoices) ?? 'auto';
  const threads = args.integer('threads', 0, 256) ?? 0;
  const memory = args.integer('device-memory', 0, maxDeviceMemory) ?? 0;
  const deviceMemory = memory === 0 ? {} : { deviceMemory: memory };
  const choices = await readChoices(terminal);
  const causalModel = await modelNamed(args.text('model') ?? choices[job] ?? modelJobs[job].embedded, terminal);
  const encoder = args.text('encoder') ?? choices.words;
  const encoderModel = encoder === undefined ? {} : { encoderModel: await modelNamed(encoder, terminal) };
  const learned = args.text('learned');
  const learnedFolder = learned === undefined ? {} : { learnedFolder: path.resolve(terminal.workingFolder, learned) };
  return { ...modelPlaces(args, terminal), causalModel, ...encoderModel, ...learnedFolder, ...deviceMemory, device, threads };
}

/** A model by the name of its owner and its own, as on the hub, and perhaps a quantisation. */
const ownedName = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*(:\w+)?$/;

/** The path of a model where `--model` looks like one or a folder of that name is here; else the name, for the engine to find. */
async function modelNamed(model: string, { workingFolder }: Terminal): Promise<string> {
  const file = path.resolve(workingFolder, model);
  const isFile = /\.gguf$/i.test(model);
  if (ownedName.test(model) && !isFile && (await stat(file).catch(() => undefined)) === undefined) return model;
  const isPath = /[\\/]/.test(model) || model.startsWith('.') || isFile;
  const isHere = isPath || (await stat(path.join(file, 'config.json')).catch(() => undefined)) !== undefined;
  return isHere ? file : model;
}
