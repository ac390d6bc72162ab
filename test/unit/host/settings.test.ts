import { beforeEach, describe, expect, test } from 'vitest';
import { onDidChangeSettings, readSettings, showsInlineSuggestions, writeLanguageMode, writeSetting } from '../../../src/host/settings.js';
import { type MemoryWindow, openWindow } from '../../util/editor/memoryWindow.js';

let window: MemoryWindow;

beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
});

describe('Settings', () => {
  test('are those of the manifest until they are set', () => {
    expect(readSettings()).toMatchObject({ enable: true, 'completion.quietness': 'balanced', modelFolders: [] });
  });

  test('that hold nonsense count as not set', () => {
    window.settings.set('cloze.completion.quietness', 'loud');
    window.settings.set('cloze.idleMinutes', 'soon');
    expect(readSettings()['completion.quietness']).toBe('balanced');
    expect(typeof readSettings().idleMinutes).toBe('number');
  });

  test.each(['user', 'workspace'] as const)('are written where they are set: %s', async (target) => {
    window.settings.set('cloze.completion.quietness', 'quiet', target);
    await writeSetting('completion.quietness', 'eager');
    const inspected = window.settings.of('cloze').inspect('completion.quietness');
    expect([inspected?.globalValue, inspected?.workspaceValue]).toEqual(target === 'user' ? ['eager', undefined] : [undefined, 'eager']);
  });

  test('of languages keep what is set for others, and where', async () => {
    window.settings.set('cloze.completion.languages', { latex: 'off' }, 'workspace');
    await writeLanguageMode('markdown', 'off');
    expect(window.settings.of('cloze').inspect('completion.languages')?.workspaceValue).toEqual({ latex: 'off', markdown: 'off' });
  });

  test('of Cloze are followed, others are not', () => {
    let changes = 0;
    const follow = onDidChangeSettings(() => changes++);
    window.settings.set('cloze.enable', false);
    window.settings.set('clozeness.enable', false);
    window.settings.set('editor.fontSize', 20);
    expect(changes).toBe(1);
    follow.dispose();
    window.settings.set('cloze.enable', true);
    expect(changes).toBe(1);
  });
});

test.each([
  [undefined, true],
  [true, true],
  [false, false],
])('the editor shows inline suggestions where its setting is %s: %s', (value, shows) => {
  window.settings.set('editor.inlineSuggest.enabled', value);
  expect(showsInlineSuggestions()).toBe(shows);
});
