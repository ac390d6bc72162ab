import { describe, expect, test } from 'vitest';
import { CancellationSource, neverCancelled } from '../../../../../src/common/cancellation.js';
import { stranger } from '../reviewer.js';
import { checkedPair, uri } from './pairs.js';

const last = 'He put the lamp out.';
/** All follows but what is before and after the stranger, which is best at the end. */
const text = `# Light\n\nThe keeper lit the lamp.\n${stranger}\nHe wrote down the wind. ${last}\n`;

describe('A better place for a sentence', () => {
  test('is where it follows, and what is between the sentences keeps its place', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    const proposal = await window.session.order(chosen, neverCancelled);
    const start = text.indexOf(stranger);
    expect(proposal).toMatchObject({
      uri,
      source: text,
      span: { start, end: text.indexOf(last) + last.length },
      text: `He wrote down the wind.\n${last} ${stranger}`,
      title: 'A better place',
      consent: 'Move Sentence',
    });
  });

  test('is not to be had where all is well', async () => {
    const { window, chosen } = await checkedPair(`The keeper lit the lamp. He wrote down the wind. ${last}`, 'He wrote');
    expect(await window.session.order(chosen, neverCancelled)).toMatch(/^No better place was found/);
  });

  test('is not to be had without an encoder, which is said', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.session.settingsChanged();
    window.models = 'two';
    window.session.settingsChanged();
    window.lacks = ['next-sentence'];
    expect(await window.session.order(chosen, neverCancelled)).toBe('No next-sentence.');
  });

  test('is not proposed for a text that has changed meanwhile', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.onAsk = () => window.edit(uri, `${text}It rained.`);
    expect(await window.session.order(chosen, neverCancelled)).toBeUndefined();
  });
});

describe('A linking sentence', () => {
  const link = 'The wind was worth money.';

  test('is put between the two, with a space before it', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.written = [` ${link}`, ` ${stranger}`, ' and then'];
    window.link = link;
    const end = text.indexOf(stranger) - 1;
    expect(await window.session.link(chosen, neverCancelled)).toMatchObject({
      uri,
      source: text,
      span: { start: end, end },
      text: ` ${link}`,
      title: 'A linking sentence',
      consent: 'Insert Sentence',
    });
  });

  test('is not to be had where the second sentence follows none better', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.written = [` ${link}`];
    expect(await window.session.link(chosen, neverCancelled)).toBe('The model found no sentence that links the two.');
  });

  test('is not to be had where the model writes none', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.written = [' and then'];
    expect(await window.session.link(chosen, neverCancelled)).toBe('The model found no sentence that links the two.');
  });

  test('is not proposed where the writer has cancelled, or the text has changed meanwhile', async () => {
    const { window, chosen } = await checkedPair(text, stranger);
    window.written = [` ${link}`];
    const source = new CancellationSource();
    window.onAsk = () => source.cancel();
    expect(await window.session.link(chosen, source.token)).toBeUndefined();
    window.onAsk = () => window.edit(uri, `${text}It rained.`);
    expect(await window.session.link(chosen, neverCancelled)).toBeUndefined();
  });
});
