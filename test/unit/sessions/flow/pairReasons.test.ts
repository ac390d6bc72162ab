import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { checkedPair, uri } from './proposals/pairs.js';
import { stranger } from './reviewer.js';

const text = `The keeper lit the lamp. He wrote down the wind. ${stranger} He put the lamp out.`;

describe('Why a sentence does not follow is shown', () => {
  test('by its numbers beside what is usual, measured where they are not known yet', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.models = 'two';
    window.session.settingsChanged();
    const { asked } = window;
    const record = await window.session.reasons(chosen, neverCancelled);
    expect(record?.second).toMatchObject({ document: uri, text: stranger, start: text.indexOf(stranger) });
    expect(record?.signals.map(({ id }) => id)).toEqual(['chance', 'next-sentence', 'after', 'alone']);
    expect(record?.signals[1]).toMatchObject({ value: expect.closeTo(0.018, 3) as number, shuffled: expect.any(Number) as number });
    expect(record?.reasons.length).toBeGreaterThan(0);
    expect(window.asked).toBeGreaterThan(asked);
    const again = window.asked;
    await window.session.reasons(chosen, neverCancelled);
    expect(window.asked).toBe(again);
  });

  test('without what no model can measure', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.models = 'two';
    window.session.settingsChanged();
    window.lacks = ['surprisal'];
    const record = await window.session.reasons(chosen, neverCancelled);
    expect(record?.signals.map(({ id }) => id)).toEqual(['chance', 'next-sentence']);
  });

  test('only where something was found about it', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    const second = { ...chosen.second };
    expect(await window.session.reasons({ ...chosen, second }, neverCancelled)).toBeUndefined();
  });
});
