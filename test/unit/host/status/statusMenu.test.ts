import { describe, expect, test } from 'vitest';
import { commands } from '../../../../src/host/ids.js';
import type { StatusFacts } from '../../../../src/host/status/statusFacts.js';
import { statusMenu } from '../../../../src/host/status/statusMenu.js';
import { english } from '../../../util/english.js';
import { factsOf, running } from './facts.js';

function offered(facts: StatusFacts): string[] {
  return statusMenu(facts, 'quiet', english).map(({ label, description }) =>
    description === undefined ? label : `${label} (${description})`,
  );
}

describe('The menu offers what is of use now', () => {
  test('at work', () => {
    expect(offered(factsOf(running, 'ready', { language: { name: 'Markdown', mode: 'on' } }))).toEqual([
      'Disable (Ends the engine)',
      'Disable for Markdown',
      'Set Suggestion Threshold (Quiet)',
      'Why This Completion?',
      'Unload the Model (Frees its memory until you write again)',
      'Show Log',
      'Get Started',
    ]);
  });

  test('off', () => {
    expect(offered(factsOf({ kind: 'off' }, 'idle'))).toEqual(['Enable', 'Show Log', 'Get Started']);
  });

  test('failed: a restart first', () => {
    const error = { code: 'engine-crashed', message: 'It crashed.' } as const;
    expect(statusMenu(factsOf({ kind: 'failed', error }, 'idle'), 'quiet', english)[0]?.command).toBe(commands.restartEngine);
  });

  test('no model in memory: nothing to unload', () => {
    expect(offered(factsOf(running, 'idle')).join()).not.toContain('Unload');
  });

  test('in a language that is off', () => {
    expect(offered(factsOf(running, 'ready', { language: { name: 'rust', mode: 'off' } }))).toContain('Enable for rust');
  });
});
