import { describe, expect, test } from 'vitest';
import { type PageMessage, readPageMessage } from '../../../../src/common/panelProtocol/messages.js';

const messages: readonly PageMessage[] = [
  { type: 'ready' },
  { type: 'choose', kind: 'surprisal' },
  { type: 'act', view: 'next-token', row: 'token: the' },
  { type: 'pin' },
  { type: 'unpin', view: 'pin-1' },
  { type: 'compare', view: 'pin-1' },
  { type: 'copy-csv', view: 'next-token' },
  { type: 'save-svg', view: 'next-token' },
  { type: 'switch-on' },
];

describe('What a page sends', () => {
  test.each(messages)('$type is read as it was sent', (message) => {
    expect(readPageMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  test.each([
    null,
    undefined,
    'ready',
    1,
    {},
    { type: 'delete' },
    { type: 'choose', kind: 'everything' },
    { type: 'act', view: 'v' },
    { type: 'unpin', view: 3 },
  ])('%j is dropped', (value) => {
    expect(readPageMessage(value)).toBeUndefined();
  });

  test('what is added to a message does not come through', () => {
    expect(readPageMessage({ type: 'act', view: 'v', row: 'r', action: { kind: 'put', text: 'x' } })).toEqual({
      type: 'act',
      view: 'v',
      row: 'r',
    });
  });
});
