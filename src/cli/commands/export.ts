import path from 'node:path';
import type { Precision } from '../../engine/graph/graphContext.js';
import { embeddedEncoder } from '../../engine/modelKeys.js';
import { exportEncoder } from '../../remote/export/exportEncoder.js';
import type { Command } from '../command.js';
import { modelPlaces } from '../modelPlaces.js';
import { encoderOptions, jsonOption, placeOptions } from '../options.js';
import { usageError } from '../usageError.js';

export const exportCommand: Command = {
  name: 'export',
  operands: '',
  operandCount: [0, 0],
  summary: 'Writes the encoder as a model repository for inference servers.',
  details: `DIR gets a folder with the encoder's name: version 1 of its graph with all heads, config.pbtxt for Triton, model-settings.json and a small
runtime for MLServer, and beside it config.json for OpenVINO Model Server. The JSON value is {model, folder, files, inputs, outputs}. Commands use it with
--encoder-server URL; see docs/servers.md.`,
  options: {
    oip: { value: 'DIR', help: 'Write a repository for servers of the Open Inference Protocol.' },
    ...encoderOptions,
    precision: { value: 'float32|int8|int4', default: 'int8', help: 'How the weights are held.' },
    ...placeOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const wanted = args.text('oip');
    if (wanted === undefined) throw usageError('cloze export needs --oip DIR.');
    const folder = path.resolve(terminal.workingFolder, wanted);
    const exported = await exportEncoder({
      ...modelPlaces(args, terminal),
      model: args.text('encoder') ?? embeddedEncoder,
      precision: args.choice<Precision>('precision', ['float32', 'int8', 'int4']) ?? 'int8',
      folder,
      environment: terminal.env,
    });
    return {
      json: { ...exported, folder },
      text: () => exported.files.map((file) => `${path.join(folder, file)}\n`).join(''),
    };
  },
};
