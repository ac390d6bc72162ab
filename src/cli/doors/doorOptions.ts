import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import type { Options } from '../syntax.js';

const { model, device, threads, cache } = engineOptions;

/** Options of the doors. The engine is a process of its own there, which takes weights as they are stored. */
export const doorOptions = {
  'own-engine': { help: "Use an engine of this program's own, not one that other editors and windows use too." },
  model,
  ...encoderOptions,
  device,
  threads,
  cache,
  help: jsonOption.help,
} as const satisfies Options;
