import { describe, expect, test } from 'vitest';
import { choiceFor, lacksLanguage, type RecommendedModel } from '../../../src/common/catalogueChoice.js';
import { readProjectFile } from '../../util/projectFiles.js';

const { models } = JSON.parse(readProjectFile('models/catalogue.json')) as { models: RecommendedModel[] };

describe('For a language', () => {
  test.each([
    ['completion', 'de'],
    ['completion', 'ja'],
    ['words', 'de'],
    ['words', 'fr'],
  ])('the smallest recommended model for %s that knows "%s" is chosen', (job, language) => {
    const choice = choiceFor(models, job, language);
    expect(choice?.languages.some((each) => each === language || each === 'multilingual')).toBe(true);
    for (const other of models) {
      if (other.jobs.includes(job) && other.languages.includes(language) && !other.gated)
        expect(other.bytes).toBeGreaterThanOrEqual(choice?.bytes ?? 0);
    }
  });

  test('none is where none knows it', () => {
    expect(choiceFor(models, 'completion', 'tlh')).toBeUndefined();
  });
});

describe('A language is known to be unknown', () => {
  test.each([
    ['to the embedded model, unless it is English', 'any', true, 'de', true],
    ['but English is not', 'any', true, 'en', false],
    ['to a recommended model by its languages', 'SmolLM2-1.7B', false, 'de', true],
    ['but not to one that has it', 'Qwen/Qwen3-0.6B-Base', false, 'de', false],
    ['but not to a model that nothing is known of', '/models/mine', false, 'de', false],
  ])('%s', (_, model, isEmbedded, language, lacks) => {
    expect(lacksLanguage(models, model, isEmbedded, language)).toBe(lacks);
  });
});
