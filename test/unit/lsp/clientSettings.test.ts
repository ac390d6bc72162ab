import { describe, expect, test } from 'vitest';
import { ClientSettings } from '../../../src/lsp/clientSettings.js';

describe('Settings are read however a client writes them', () => {
  test.each<[string, unknown]>([
    ['with dots', { 'completion.maxWords': 4 }],
    ['as objects', { completion: { maxWords: 4 } }],
    ['in a section', { cloze: { completion: { maxWords: 4 } } }],
    ['in full', { 'cloze.completion.maxWords': 4 }],
  ])('%s', (_, written) => {
    const settings = new ClientSettings();
    settings.replace(written);
    expect(settings.of()['completion.maxWords']).toBe(4);
    expect(settings.written('completion.maxWords')).toBe(4);
  });

  test.each([undefined, null, [], 'none', 7, { completion: 7 }])('%j changes nothing', (written) => {
    const settings = new ClientSettings();
    settings.replace(written);
    expect(settings.of()['completion.maxWords']).toBe(10);
    expect(settings.written('model')).toBeUndefined();
  });
});

test('A document may have settings of its own', () => {
  const settings = new ClientSettings();
  settings.replace({ flow: { automatic: false } });
  settings.replaceFor('file:///a.md', { flow: { automatic: true } });
  expect([settings.of()['flow.automatic'], settings.of('file:///a.md')['flow.automatic']]).toEqual([false, true]);
  settings.forget('file:///a.md');
  expect(settings.of('file:///a.md')['flow.automatic']).toBe(false);
});

test('Where a client says nothing, what it opens is checked', () => {
  expect(new ClientSettings().of()['flow.automatic']).toBe(true);
});
