import { expect, test } from 'vitest';
import { purposesOf, soundsInstructed } from '../../../../src/cli/models/modelPurposes.js';

test.each([
  ['a causal model', { model_type: 'llama', architectures: ['LlamaForCausalLM'] }, false, ['completion']],
  ['one that follows instructions', { model_type: 'llama', architectures: ['LlamaForCausalLM'] }, true, ['completion', 'rewriting']],
  ['one that reads pictures too', { model_type: 'gemma3', text_config: { model_type: 'gemma3_text' } }, false, ['completion']],
  ['an encoder', { model_type: 'bert', architectures: ['BertForMaskedLM'] }, false, ['words']],
  ['a classifier', { model_type: 'deberta-v2', architectures: ['DebertaV2ForSequenceClassification'] }, false, ['labels']],
  ['a tagger of words', { model_type: 'bert', architectures: ['BertForTokenClassification'] }, false, ['names']],
  ['a model that answers', { model_type: 'roberta', architectures: ['RobertaForQuestionAnswering'] }, false, ['questions']],
])('%s is known by its configuration', (_, config, instructed, purposes) => {
  expect(purposesOf(config, instructed)).toEqual(purposes);
});

test.each([
  ['HuggingFaceTB/SmolLM2-360M-Instruct', true],
  ['google/gemma-3-1b-it', true],
  ['bartowski/Llama-Instruct-GGUF:Q4_K_M', true],
  ['HuggingFaceTB/SmolLM2-360M', false],
  ['writer/italian-poems', false],
])('%s sounds like one that follows instructions: %s', (name, instructed) => {
  expect(soundsInstructed(name)).toBe(instructed);
});
