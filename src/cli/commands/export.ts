import path from 'node:path';
import type { Precision } from '../../engine/graph/graphContext.js';
import { embeddedEncoder } from '../../engine/modelKeys.js';
import { exportEncoder } from '../../remote/export/exportEncoder.js';
import { exportPairClassifier } from '../../remote/export/exportPairClassifier.js';
import type { Command } from '../command.js';
import { shownProgress } from '../models/shownProgress.js';
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
--encoder-server URL. A folder of that name which is no earlier export is left alone. With --tei, DIR gets what the encoder says about pairs of sentences as a classifier in float32, which Text Embeddings Inference
serves; the JSON value is then {model, folder, files}. See docs/servers.md.`,
  options: {
    oip: { value: 'DIR', help: 'Write a repository for servers of the Open Inference Protocol.' },
    tei: { value: 'DIR', help: 'Write a classifier of pairs of sentences for Text Embeddings Inference.' },
    ...encoderOptions,
    precision: { value: 'float32|int8|int4', default: 'int8', help: 'How the weights are held.' },
    progress: { help: 'Write a line of JSON for each piece that is written, on standard error.' },
    ...placeOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const [repository, classifier] = [args.text('oip'), args.text('tei')];
    const wanted = repository ?? classifier;
    if (wanted === undefined || (repository !== undefined && classifier !== undefined)) {
      throw usageError('cloze export needs --oip DIR or --tei DIR.');
    }
    const folder = path.resolve(terminal.workingFolder, wanted);
    const options = {
      ...modelPlaces(args, terminal),
      model: args.text('encoder') ?? embeddedEncoder,
      precision: args.choice<Precision>('precision', ['float32', 'int8', 'int4']) ?? 'int8',
      folder,
      environment: terminal.env,
    };
    const show = shownProgress(terminal, args.flag('progress'));
    const task = {
      ...options,
      cancel: terminal.cancel,
      onProgress: (arrived: number, total: number) => show.progress({ kind: 'bytes', arrived, total }),
    };
    const exported = await (repository === undefined ? exportPairClassifier(task) : exportEncoder(task)).finally(show.clear);
    return {
      json: { ...exported, folder },
      text: () => exported.files.map((file) => `${path.join(folder, file)}\n`).join(''),
    };
  },
};
