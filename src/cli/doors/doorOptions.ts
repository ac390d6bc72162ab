import { encoderOptions, engineOptions, jsonOption, learnedOptions, serverOptions } from '../options.js';
import type { Options } from '../syntax.js';

const { model, device, threads, cache, 'device-memory': deviceMemory } = engineOptions;

/** Options of the doors. The engine is a process of its own there, which takes weights as they are stored. */
export const doorOptions = {
  'own-engine': { help: "Use an engine of this program's own, not one that other editors and windows use too." },
  model,
  ...encoderOptions,
  ...learnedOptions,
  server: {
    ...serverOptions.server,
    help: 'Let texts be continued by the model of a completions server, such as http://localhost:8000. They are sent there.',
  },
  'server-model': serverOptions['server-model'],
  device,
  'device-memory': deviceMemory,
  threads,
  cache,
  help: jsonOption.help,
} as const satisfies Options;
