import { expect, test } from 'vitest';
import { type ModelJob, type ServingModel, servingModel } from '../../../src/common/modelJobs.js';
import { settingDefinitions } from '../../../src/common/settings/settingDefinitions.js';

const embedded = {
  model: settingDefinitions.model.default,
  encoderModel: settingDefinitions.encoderModel.default,
  writingModel: settingDefinitions.writingModel.default,
};

test.each<[ModelJob, Partial<typeof embedded>, ServingModel]>([
  ['completion', {}, { model: 'smollm2-135m-instruct', isEmbedded: true }],
  ['words', {}, { model: 'bert-base-uncased', isEmbedded: true }],
  ['rewriting', {}, { model: 'smollm2-135m-instruct', isEmbedded: true }],
  [
    'rewriting',
    { writingModel: 'HuggingFaceTB/SmolLM2-1.7B-Instruct' },
    { model: 'HuggingFaceTB/SmolLM2-1.7B-Instruct', isEmbedded: false },
  ],
  ['rewriting', { model: '/models/mine' }, { model: 'smollm2-135m-instruct', isEmbedded: true }],
])('%s with %j is done by %j', (job, chosen, serving) => {
  expect(servingModel(job, { ...embedded, ...chosen })).toEqual(serving);
});
