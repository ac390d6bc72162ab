import type { Command } from '../command.js';
import { modelPlaces } from '../modelPlaces.js';
import { jsonOption, placeOptions } from '../options.js';

export const modelsWhereCommand: Command = {
  name: 'models where',
  operands: '',
  operandCount: [0, 0],
  summary: 'Tells which folders models and built graphs lie in.',
  details: `The JSON value is {modelFolders, cacheFolder}. The environment variable CLOZE_MODELS adds folders, which are looked at first; several are
separated as in PATH.`,
  options: { ...placeOptions, ...jsonOption },
  run(args, terminal) {
    const places = modelPlaces(args, terminal);
    const lines = [...places.modelFolders.map((folder) => `models  ${folder}\n`), `graphs  ${places.cacheFolder}\n`];
    return Promise.resolve({ json: places, text: () => lines.join('') });
  },
};
