import { describe, expect, test } from 'vitest';
import { commands } from '../../../../src/host/ids.js';
import type { StatusFacts } from '../../../../src/host/status/statusFacts.js';
import { type MenuItem, statusMenu } from '../../../../src/host/status/statusMenu.js';
import { inEnglish } from '../../../../src/common/translate.js';
import { factsOf, running } from './facts.js';

function itemsOf(facts: StatusFacts): readonly MenuItem[] {
  return statusMenu(facts, 'quiet', inEnglish).flatMap(({ items }) => items);
}

function offered(facts: StatusFacts): string[] {
  return itemsOf(facts).map(({ label, description }) => (description === undefined ? label : `${label} (${description})`));
}

const atWork = factsOf(running, 'ready', {
  language: { name: 'Markdown', mode: 'on' },
  document: { file: 'one.md', folder: 'chapters' },
});

describe('The menu offers what is of use now', () => {
  test('at work: the features, what is suggested and where, models, settings and help', () => {
    expect(statusMenu(atWork, 'quiet', inEnglish).map(({ title }) => title)).toEqual([
      'Features',
      'Suggestions',
      'Models',
      'Help and Settings',
    ]);
    expect(offered(atWork)).toEqual([
      'Complete Here',
      'Suggest Words',
      'Check Flow',
      'Classify…',
      'Show Probabilities',
      'Toggle Surprisal',
      'Set Suggestion Threshold (Quiet)',
      'Why This Completion?',
      'What Cloze Has Learned',
      'Disable for This File (one.md)',
      'Disable for This Folder (chapters)',
      'Disable for Markdown',
      'Pause for an Hour',
      'Disable (Ends the engine)',
      'Choose Models… (smollm2)',
      'Unload the Model (Frees its memory until you write again)',
      'Settings',
      'Documentation',
      'Get Started',
      'Show Log',
    ]);
  });

  test('off', () => {
    expect(offered(factsOf({ kind: 'off' }, 'idle'))).toEqual(['Enable', 'Settings', 'Documentation', 'Get Started', 'Show Log']);
  });

  test('failed: a restart first', () => {
    const error = { code: 'engine-crashed', message: 'It crashed.' } as const;
    expect(itemsOf(factsOf({ kind: 'failed', error }, 'idle'))[0]?.command).toBe(commands.restartEngine);
  });

  test('no model in memory: nothing to unload', () => {
    expect(offered(factsOf(running, 'idle')).join()).not.toContain('Unload');
  });

  test('in a language that is off', () => {
    expect(offered(factsOf(running, 'ready', { language: { name: 'rust', mode: 'off' } }))).toContain('Enable for rust');
  });

  test('for a document without a file: no folder', () => {
    expect(offered(factsOf(running, 'ready', { document: { file: 'Untitled-1' } })).join()).not.toContain('Folder');
  });
});

describe('What is off is switched on again in the same place of the menu', () => {
  const off: readonly [StatusFacts['pause'], command: string, line: string | RegExp][] = [
    [{ kind: 'file' }, commands.toggleFile, 'Enable for This File (one.md)'],
    [{ kind: 'folder', folder: 'file:///novel/part%20one' }, commands.toggleFolder, 'Enable for This Folder (part one)'],
    [{ kind: 'time', until: 1_700_000_000_000 }, commands.resume, /^Resume \(paused until .+\)$/],
  ];
  test.each(off)('%j', (pause, command, line) => {
    const facts = { ...atWork, ...(pause && { pause }) };
    const at = offered(facts).findIndex((each) => (typeof line === 'string' ? each === line : line.test(each)));
    expect(itemsOf(facts)[at]?.command).toBe(command);
    expect(offered(facts)).toHaveLength(offered(atWork).length);
  });
});
