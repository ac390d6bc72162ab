import { describe, expect, test } from 'vitest';
import type { Sharing } from '../../../../src/backend/sharing.js';
import type { ModelStatus } from '../../../../src/common/methods/lifecycle.js';
import { type StatusFacts, statusKind } from '../../../../src/host/status/statusFacts.js';
import { statusView } from '../../../../src/host/status/statusView.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { isLoadingForText } from '../../../../src/host/status/statusFacts.js';
import { factsOf, running } from './facts.js';

const error = { code: 'model-invalid', message: 'The model cannot be read.' } as const;

const loading = factsOf(running, 'loading');
const preparing: StatusFacts = {
  ...loading,
  engine: {
    lifecycle: running,
    status: {
      ...loading.engine.status,
      models: [{ role: 'causal', state: 'loading', model: 'smollm2', bytes: 0, building: { done: 0.34, bytes: 9.1e8 } }],
    },
  },
};

describe('The status bar says what Cloze does now', () => {
  test.each<[name: string, facts: StatusFacts, kind: string, summary: string]>([
    ['off', factsOf({ kind: 'off' }, 'idle'), 'off', 'Off. Nothing runs.'],
    ['not started yet', factsOf({ kind: 'stopped', because: 'not-needed' }, 'idle'), 'ready', 'Ready. The engine starts when you write.'],
    ['the process starts', factsOf({ kind: 'starting' }, 'idle'), 'starting', 'Starting the engine.'],
    ['the model loads', factsOf(running, 'loading'), 'starting', 'Loading the model.'],
    ['the model is prepared', preparing, 'starting', 'Preparing the model for this computer, once: 34 % of about 910 MB.'],
    ['ready', factsOf(running, 'ready'), 'ready', 'Ready.'],
    ['a short piece of work', factsOf(running, 'working'), 'ready', 'Ready.'],
    ['a long piece of work', factsOf(running, 'working', { thinking: true }), 'thinking', 'Looking for a continuation.'],
    ['on battery', factsOf(running, 'ready', { onBattery: true }), 'paused', 'Paused while the computer runs on battery.'],
    ['this file is off', factsOf(running, 'ready', { pause: { kind: 'file' } }), 'paused', 'Off in this file.'],
    [
      'its folder is off',
      factsOf(running, 'ready', { pause: { kind: 'folder', folder: 'file:///a/part%20one' } }),
      'paused',
      'Off in the folder "part one".',
    ],
    ['asked on battery', factsOf(running, 'working', { onBattery: true, thinking: true }), 'thinking', 'Looking for a continuation.'],
    ['the model was freed', factsOf(running, 'idle'), 'paused', 'Idle (model unloaded). The model loads again when you write.'],
    [
      'the process ended',
      factsOf({ kind: 'stopped', because: 'idle' }, 'idle'),
      'paused',
      'Idle (model unloaded). The model loads again when you write.',
    ],
    [
      'after a crash',
      factsOf({ kind: 'stopped', because: 'crash' }, 'idle'),
      'ready',
      'The engine stopped unexpectedly. It starts again when you write.',
    ],
    ['failed', factsOf({ kind: 'failed', error }, 'idle'), 'failed', 'The model cannot be read.'],
    ['failed inside', factsOf(running, 'failed'), 'failed', 'The engine has failed.'],
    ['off on battery', factsOf({ kind: 'off' }, 'idle', { onBattery: true }), 'off', 'Off. Nothing runs.'],
  ])('%s', (_, facts, kind, summary) => {
    expect([statusKind(facts), statusView(facts, inEnglish).tooltip[0]?.text]).toEqual([kind, summary]);
  });
});

describe('The tooltip holds the figures', () => {
  const lines = (facts: StatusFacts): string[] => statusView(facts, inEnglish).tooltip.map(({ text }) => text);

  test('of an engine at work', () => {
    const facts = factsOf(running, 'ready', { language: { name: 'Markdown', mode: 'on' }, lastLatencyMs: 83.6 });
    expect(lines(facts)).toEqual([
      'Ready.',
      'Completes Markdown.',
      'Model: smollm2.',
      'Processor: Ryzen, 4 threads.',
      '61 tokens per second, last completion after 84 ms, 312 MB of memory.',
    ]);
  });

  test.each<[Sharing | undefined, readonly string[]]>([
    [undefined, []],
    [{ kind: 'shared', clients: 1 }, []],
    [{ kind: 'shared', clients: 2 }, ['Shared with one other window.']],
    [{ kind: 'shared', clients: 4 }, ['Shared with 3 other windows.']],
    [{ kind: 'own' }, []],
    [
      { kind: 'own', reason: '"/run/cloze" belongs to another user' },
      ['Not shared with other windows: "/run/cloze" belongs to another user.'],
    ],
  ])('with what is of interest of %j', (sharing, expected) => {
    const facts = factsOf(running, 'ready');
    const engine = { ...facts.engine, ...(sharing !== undefined && { sharing }) };
    expect(lines({ ...facts, engine }).filter((line) => /shared/i.test(line))).toEqual(expected);
  });

  test('with the reason why a better device is not used', () => {
    const facts = factsOf(running, 'ready');
    const [causal] = facts.engine.status.models;
    if (causal === undefined) throw new Error('There is no causal model.');
    const onCard = { ...causal, device: { kind: 'webgpu', name: 'Radeon', threads: 0 }, deviceNote: 'It is slow.' } as const;
    const status = { ...facts.engine.status, models: [onCard] };
    expect(lines({ ...facts, engine: { lifecycle: running, status } })).toEqual(
      expect.arrayContaining(['Graphics card: Radeon.', 'It is slow.']),
    );
  });

  test('with the encoder where it is in memory, or the reason why it cannot be', () => {
    const facts = factsOf(running, 'ready');
    const withEncoder = (encoder: Pick<ModelStatus, 'state' | 'model' | 'error'>): StatusFacts => ({
      ...facts,
      engine: {
        lifecycle: running,
        status: { ...facts.engine.status, models: [...facts.engine.status.models, { role: 'encoder', bytes: 0, ...encoder }] },
      },
    });
    expect(lines(withEncoder({ state: 'ready', model: 'bert' }))).toContain('Encoder: bert.');
    expect(lines(withEncoder({ state: 'idle', model: 'bert' })).join()).not.toContain('bert');
    const broken = withEncoder({ state: 'failed', model: 'bert', error });
    expect([statusKind(broken), lines(broken)]).toEqual(['ready', expect.arrayContaining(['The model cannot be read.'])]);
  });

  test('but none of a process that is not there', () => {
    expect(lines(factsOf({ kind: 'stopped', because: 'not-needed' }, 'idle'))).toHaveLength(2);
    expect(lines(factsOf({ kind: 'off' }, 'idle', { language: { name: 'Markdown', mode: 'on' } }))).toEqual(['Off. Nothing runs.']);
  });

  test('and where Cloze is off in a language', () => {
    expect(lines(factsOf(running, 'ready', { language: { name: 'rust', mode: 'off' } }))).toContain('Off in rust.');
    expect(lines(factsOf(running, 'ready', { language: { name: 'rust', mode: 'comments' } }))).toContain('Completes comments in rust.');
  });
});

test('A screen reader says all of it, without the names of icons', () => {
  const label = statusView(factsOf(running, 'ready'), inEnglish).accessibleLabel;
  expect(label).toMatch(/^Cloze: Ready\. Model: smollm2\./);
  expect(label).not.toContain('$(');
});

describe('The model is said to load where the writer looks', () => {
  const language = { name: 'Markdown', mode: 'on' } as const;
  test.each<[what: string, facts: Parameters<typeof statusView>[0], shown: boolean]>([
    ['in prose', factsOf(running, 'loading', { language }), true],
    ['not once it is there', factsOf(running, 'ready', { language }), false],
    ['not where Cloze is off in the language', factsOf(running, 'loading', { language: { name: 'rust', mode: 'off' } }), false],
    ['not where this file is off', factsOf(running, 'loading', { language, pause: { kind: 'file' } }), false],
    ['not without a document', factsOf(running, 'loading'), false],
  ])('%s', (_, facts, shown) => {
    expect(isLoadingForText(facts)).toBe(shown);
  });
});
