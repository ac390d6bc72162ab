import { beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../../src/common/cancellation.js';
import { inEnglish } from '../../../../../src/common/translate.js';
import { copiedText, flowItem, type FlowItem } from '../../../../../src/sessions/flow/list/flowItem.js';
import { type FlowNode, isFlowNode, pairsOf } from '../../../../../src/sessions/flow/list/flowNode.js';
import { pairMute } from '../../../../../src/writing/flow/mutes/matchMutes.js';
import { FlowWindow, folder } from '../flowWindow.js';
import { stranger } from '../reviewer.js';

const [calm, odd] = [`${folder}/calm.md`, `${folder}/odd.md`];
const quiet = 'The keeper lit the lamp. He wrote down the wind.';
const loud = `He woke at noon. ${stranger} He ate his bread.`;
const legend = '% is the probability that a sentence does not follow from the one before.';

let window: FlowWindow;
beforeEach(async () => {
  window = new FlowWindow();
  window.disk.set(calm, quiet);
  window.disk.set(odd, `${quiet}\n\n# Evening\n\n${quiet}\n\n${loud}\n`);
  await window.session.checkOf([{ uri: calm }, { uri: odd }]).run(() => undefined, neverCancelled);
});

const nameOf = (uri: string): string => uri.slice(folder.length + 1);
const item = (node: FlowNode): FlowItem => flowItem(node, nameOf, inEnglish);
const children = (node?: FlowNode): FlowNode[] => window.session.list.children(node);
const first = (node?: FlowNode): FlowNode => children(node)[0] ?? expect.fail('There is no node.');

/** The first file, heading, paragraph and pair. */
function path(): FlowNode[] {
  const document = first();
  const section = first(document);
  const paragraph = first(section);
  return [document, section, paragraph, first(paragraph)];
}

describe('The Flow view lists', () => {
  test('the worst first, at each level', () => {
    expect(children().map((node) => item(node).label)).toEqual(['odd.md', 'calm.md']);
    expect(children(first()).map((node) => item(node).label)).toEqual(['Evening', 'Before the first heading']);
    expect(path().at(-1)).toMatchObject({ pair: { second: { text: stranger } } });
  });

  test('how many sentences of a file and below a heading seem not to follow', () => {
    expect(path().slice(0, 2).map((node) => item(node).description)).toEqual(['1 of 4', '1 of 3']); // prettier-ignore
  });

  test('a paragraph by a picture and its first words, and reads it without the picture', () => {
    const { label, tooltip, accessibleLabel } = item(path()[2] ?? expect.fail());
    expect(label).toMatch(/^[▁-█]+ He woke at noon\.$/u);
    expect(tooltip).toBe('He woke at noon.\n1 of 2 sentences seem not to follow.');
    expect(accessibleLabel).toBe('1 of 2 sentences seem not to follow. He woke at noon.');
  });

  test('a pair by its second sentence, with its probability, its sign and the place that a click shows', () => {
    const pair = item(path()[3] ?? expect.fail());
    expect(pair).toMatchObject({ icon: 'info', context: 'warning', state: 'leaf' });
    expect(pair.label).toMatch(/ % Revenue rose sharply\.$/);
    expect(pair.tooltip).toContain('Probability that it does not follow from the sentence before: ');
    expect(pair.shows).toMatchObject({ start: window.disk.get(odd)?.indexOf(stranger) });
  });

  test('what has a warning as open, and what has none as closed', () => {
    expect(children().map((node) => item(node).state)).toEqual(['open', 'closed']);
  });

  test('each node by an id of its own', () => {
    const ids: string[] = [];
    const visit = (node: FlowNode): void => {
      ids.push(item(node).id);
      children(node).forEach(visit);
    };
    children().forEach(visit);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('nothing while Cloze is off', () => {
    window.settings = { ...window.settings, isOn: false };
    expect(children()).toEqual([]);
  });
});

describe('A muted warning', () => {
  beforeEach(async () => {
    await window.session.mutes.add(odd, pairMute('He woke at noon.', stranger));
    await window.session.results.get(odd)?.remute();
  });

  test('is left out, and its file stays open', () => {
    expect(path()[0]).toMatchObject({ kind: 'document', file: { uri: odd } });
    const pairs = children().flatMap(pairsOf).length;
    expect([item(first()).state, children(path()[2]).every((node) => item(node).context !== 'muted'), pairs]).toEqual(['open', true, 5]);
  });

  test('is listed where that is wanted, as one', () => {
    window.session.list.showsMuted = true;
    expect(item(path()[3] ?? expect.fail())).toMatchObject({ icon: 'mute', context: 'muted', description: 'muted' });
  });
});

test('A muted file is listed only where that is wanted, and offers to be unmuted', async () => {
  await window.session.mutes.add(odd, { kind: 'file' });
  await window.session.results.get(odd)?.remute();
  expect(children().map((node) => item(node).label)).toEqual(['calm.md']);
  window.session.list.showsMuted = true;
  expect(children().map((node) => [item(node).label, item(node).description, item(node).context])).toEqual([
    ['calm.md', '0 of 1', 'document'],
    ['odd.md', 'muted', 'document-muted'],
  ]);
});

describe('Above the list', () => {
  test('is what the percentages are', () => {
    expect(window.session.list.message).toBe(legend);
  });

  test('is what came of a check, until something else is known', async () => {
    window.session.list.showOutcome('1 of 6 sentences seem not to follow.');
    expect(window.session.list.message).toBe(`1 of 6 sentences seem not to follow. ${legend}`);
    await window.session.results.get(odd)?.remute();
    expect(window.session.list.message).toBe(legend);
  });

  test('is nothing once all was cleared', () => {
    window.session.list.showOutcome('1 of 6 sentences seem not to follow.');
    window.session.results.clear();
    expect([window.session.list.message, window.session.list.hasResults]).toEqual(['', false]);
  });

  test('is the outcome alone where nothing is listed', () => {
    window.settings = { ...window.settings, isOn: false };
    window.session.list.showOutcome('The check was cancelled.');
    expect(window.session.list.message).toBe('The check was cancelled.');
  });
});

test('The clipboard gets the name of a file or heading, a paragraph, or a sentence with its reasons', () => {
  const [document, section, paragraph, pair] = path().map((node) => copiedText(node, nameOf));
  expect([document, section, paragraph]).toEqual(['odd.md', 'Evening', loud]);
  expect(pair?.split('\n')[0]).toBe(stranger);
});

test('Other arguments of commands are not taken for nodes', () => {
  expect([...path(), undefined, null, 'pair', { kind: 'pair' }].map(isFlowNode)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
