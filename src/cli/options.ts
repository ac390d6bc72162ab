import type { Options } from './command.js';

/** Options that several commands share, so that they mean the same everywhere. */
export const jsonOption = {
  json: { help: 'Print one JSON value instead of text.' },
  help: { short: 'h', help: 'Show this help.' },
} as const satisfies Options;

export const deviceOptions = {
  device: { value: 'auto|cpu|webgpu', default: 'auto', help: 'Where the model runs.' },
  threads: { value: 'N', default: '0', help: 'Threads of the CPU; 0 leaves the choice to the engine.' },
} as const satisfies Options;
