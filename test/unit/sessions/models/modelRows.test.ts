import { describe, expect, test } from 'vitest';
import type { ListedModel, RecommendedModel } from '../../../../src/common/modelTool/answers.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { type ModelRow, modelRows, type Offered } from '../../../../src/sessions/models/modelRows.js';
import { speedEstimate } from '../../../../src/sessions/models/speedEstimate.js';

const listed = (name: string, changes: Partial<ListedModel> = {}): ListedModel => ({
  name,
  path: `/models/${name}`,
  type: 'llama',
  jobs: ['completion'],
  owner: 'hub',
  bytes: 1e9,
  fits: true,
  ...changes,
});

const embedded = listed('smollm2-135m-instruct', { owner: 'cloze', bytes: 96e6, jobs: ['completion', 'rewriting'] });
const bert = listed('bert-base-uncased', { owner: 'cloze', type: 'bert', jobs: ['words'] });

const recommended = (name: string, changes: Partial<RecommendedModel> = {}): RecommendedModel => ({
  name,
  jobs: ['completion'],
  languages: ['en'],
  license: 'mit',
  gated: false,
  bytes: 1e9,
  memoryBytes: 2e9,
  fits: true,
  speed: 'fast',
  note: 'Good.',
  ...changes,
});

const settings = { model: 'smollm2-135m-instruct', encoderModel: 'bert-base-uncased', writingModel: 'smollm2-135m-instruct' };

function rows(changes: Partial<Offered> = {}): ModelRow[] {
  const offered = { purpose: 'completion', settings, installed: [embedded, bert], recommended: [], offline: false, host: 'hub.example', typed: '' } as const;
  return modelRows({ ...offered, ...changes }, inEnglish);
}

/** The rows as a person reads them, with the titles of sections in brackets. */
const read = (shown: readonly ModelRow[]): string[] =>
  shown.map(({ label, description, action }) => (action === undefined ? `[${label}]` : [label, description].filter(Boolean).join(' | ')));

const others = ['[other models]', 'Search hub.example by Name… ', 'Add a Folder of Models…', 'Measure the Speed of This Machine | about three seconds with the model that is used'].map((each) => each.trim());

describe('The models for a job', () => {
  test('are those that can do it: the one in use, those here, those to download, and other ways', () => {
    const installed = [embedded, bert, listed('writer/novel'), listed('smollm:135m', { owner: 'ollama' }), listed('a/tagger', { jobs: ['names'] })];
    const offered = [recommended('a/small'), recommended('a/large', { fits: false }), recommended('writer/Novel'), recommended('a/words', { jobs: ['words'] })];
    expect(read(rows({ installed, recommended: offered }))).toEqual([
      '[in use]',
      'smollm2-135m-instruct | 96 MB · comes with Cloze',
      '[on this machine]',
      'writer/novel | 1.0 GB · Hugging Face cache',
      'smollm:135m | 1.0 GB · Ollama',
      '[to download]',
      'a/small | 1.0 GB · mit · en · fast',
      '[to download: need more memory than this machine has]',
      'a/large | 1.0 GB · mit · en · fast',
      ...others,
    ]);
  });

  test('lead back to the one that comes with Cloze', () => {
    const shown = rows({ settings: { ...settings, model: 'writer/novel' }, installed: [embedded, bert, listed('writer/novel')] });
    expect(read(shown).slice(0, 4)).toEqual([
      '[in use]',
      'writer/novel | 1.0 GB · Hugging Face cache',
      '[comes with Cloze]',
      'smollm2-135m-instruct | 96 MB · comes with Cloze',
    ]);
  });

  test.each<[string, string, ListedModel[], string]>([
    ['by its last part', 'Novel', [listed('writer/novel')], 'writer/novel | 1.0 GB · Hugging Face cache'],
    ['by its path', '/models/mine.gguf', [], '/models/mine.gguf | by its path'],
    ['by a path of Windows', 'C:\\models\\mine', [], 'C:\\models\\mine | by its path'],
    ['that is broken', 'writer/novel', [listed('writer/novel', { type: null, jobs: [], error: 'It is cut.' })], 'writer/novel | cannot be used'],
    ['that is not there', 'writer/novel', [], 'writer/novel | not found among the models of this machine'],
  ])('say which one is in use: one %s', (_, model, installed, row) => {
    expect(read(rows({ settings: { ...settings, model }, installed: [embedded, ...installed] }))[1]).toBe(row);
  });

  test.each([
    ['', false],
    ['novel', false],
    ['writer/novel', true],
    ['writer/novel:Q4_K_M', true],
    ['writer/novel@v1', true],
    ['../novel/x', false],
    ['writer/', false],
  ])('can be any of the hub, by its name: %j', (typed, isName) => {
    expect(read(rows({ typed })).includes(`Download ${typed}…`)).toBe(isName);
  });

  test('are not downloaded while the network is off', () => {
    const shown = rows({ offline: true, recommended: [recommended('a/small')], typed: 'a/b' });
    expect(shown.map(({ action }) => action?.kind)).not.toContain('download');
    expect(shown.map(({ action }) => action?.kind)).not.toContain('search');
    expect(read(shown)).toContain('Allow Cloze to Use the Network… | the network is switched off');
  });

  test('for labels have none in use, as each command asks', () => {
    const installed = [embedded, bert, listed('a/sorter', { jobs: ['labels'], type: 'deberta-v2' })];
    expect(read(rows({ purpose: 'labels', installed })).slice(0, 2)).toEqual(['[on this machine]', 'a/sorter | 1.0 GB · Hugging Face cache']);
  });

  test('tell how fast they would write where that was measured', () => {
    const speed = speedEstimate({
      state: 'ready',
      models: [{ role: 'causal', state: 'ready', model: 'smollm2-135m-instruct', bytes: 100e6 }],
      tokensPerSecond: 40,
      residentBytes: 0,
    });
    const shown = read(rows({ ...(speed && { speed }), recommended: [recommended('a/small', { memoryBytes: 1e9 })] }));
    expect(shown).toContain('a/small | 1.0 GB · mit · en · about 3 words/s here');
    expect(shown.some((row) => row.startsWith('Measure'))).toBe(false);
  });

  test('for words tell no speed of writing, since they write nothing', () => {
    const shown = read(rows({ purpose: 'words', speed: () => 40, installed: [bert], recommended: [recommended('a/bert', { jobs: ['words'] })] }));
    expect(shown.filter((row) => row.includes('words/s'))).toEqual([]);
    expect(shown).toContain('a/bert | 1.0 GB · mit · en · fast');
  });
});
