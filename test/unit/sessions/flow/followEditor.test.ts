import { beforeEach, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { FlowSettings, VisibleDocument } from '../../../../src/sessions/flow/flowEditor.js';
import { pairMute } from '../../../../src/writing/flow/mutes/matchMutes.js';
import { FlowWindow, folder } from './flowWindow.js';
import { stranger } from './reviewer.js';

const uri = `${folder}/one.md`;
const ignoreFile = `${folder}/.clozeignore`;
const text = `He woke at noon. ${stranger} He ate his bread.`;
const calm = 'He woke at noon. He ate his bread.';
let window: FlowWindow;
beforeEach(() => {
  window = new FlowWindow();
});

test('Prose that can be seen is checked by itself', async () => {
  window.show(uri, text);
  await window.rest();
  expect(window.warned(uri)).toEqual([stranger]);
});

describe('Nothing is checked by itself', () => {
  test.each<[string, Partial<FlowSettings>, Partial<VisibleDocument>]>([
    ['while Cloze is off', { isOn: false }, {}],
    ['where the setting says so', { isAutomatic: false }, {}],
    ['where no warning would be shown', { diagnostics: 'off' }, {}],
    ['in code, in output and in input boxes', {}, { isProse: false }],
    ['in what others show read-only', {}, { isWritable: false }],
    ['where the writer has paused Cloze', {}, { isPaused: true }],
  ])('%s', async (_, settings, document) => {
    window.settings = { ...window.settings, ...settings };
    window.show(uri, text, document);
    await window.rest();
    expect([window.asked, window.session.results.all]).toEqual([0, []]);
  });

  test('in what was cleared, until its text is edited', async () => {
    window.show(uri, text);
    await window.rest();
    window.session.results.clear();
    window.session.follow.visibleChanged();
    await window.rest();
    expect(window.warned(uri)).toEqual([]);
    window.edit(uri, `${text} He slept.`);
    await window.rest();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('in a cleared file whose name was given to another one since it was deleted, as that one was never cleared', async () => {
    window.show(uri, text);
    await window.rest();
    window.session.results.clear();
    window.close(uri);
    window.session.follow.deletedOnDisk(uri);
    window.show(uri, text);
    await window.rest();
    expect(window.warned(uri)).toEqual([stranger]);
  });
});

describe('While the writer writes', () => {
  beforeEach(async () => {
    window.show(uri, calm);
    await window.rest();
  });

  test('nothing is said about the sentence at the cursor until the cursor has left it', async () => {
    window.edit(uri, text, text.indexOf(stranger) + stranger.length);
    await window.rest();
    expect(window.warned(uri)).toEqual([]);
    window.session.follow.moved(uri, 3);
    await window.rest();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('nothing is checked before a pause', async () => {
    const { asked } = window;
    for (let length = calm.length + 1; length < text.length + calm.length; length++) {
      window.edit(uri, `${calm} ${text}`.slice(0, length), length);
      await window.clock.advance(600);
    }
    expect(window.asked).toBe(asked);
  });

  test('nothing is checked where Cloze was turned off', async () => {
    window.settings = { ...window.settings, isOn: false };
    window.edit(uri, text);
    await window.rest();
    expect(window.warned(uri)).toEqual([]);
  });
});

describe('When the editor closes a document', () => {
  beforeEach(async () => {
    window.disk.set(uri, text);
    window.show(uri, text);
    await window.rest();
  });

  test('its results stay', async () => {
    window.close(uri);
    await window.rest();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('with edits that were thrown away, results are of the file again', async () => {
    window.edit(uri, calm);
    await window.rest();
    expect(window.warned(uri)).toEqual([]);
    window.close(uri);
    await window.rest();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('with edits that were saved, nothing is read from the disk', async () => {
    window.edit(uri, calm);
    window.session.follow.saved(uri);
    await window.rest();
    window.close(uri);
    await window.rest();
    expect(window.warned(uri)).toEqual([]);
  });

  test('that was never saved, its results and its mutes go with it', async () => {
    const untitled = 'untitled:Untitled-1';
    window.show(untitled, text);
    await window.session.mutes.add(untitled, pairMute('He woke at noon.', stranger));
    window.close(untitled, false);
    expect([window.session.results.get(untitled), (await window.session.mutes.of(untitled)).mutes]).toEqual([undefined, []]);
  });

  test('and another one has its name by then, that one is followed', async () => {
    const untitled = 'untitled:Untitled-1';
    window.show(untitled, calm);
    await window.rest();
    window.open.set(untitled, text);
    window.session.follow.closed(untitled, false);
    await window.rest();
    expect(window.warned(untitled)).toEqual([stranger]);
  });
});

describe('When a file that no editor has open', () => {
  beforeEach(async () => {
    window.disk.set(uri, text);
    await window.session.checkOf([{ uri }]).run(() => undefined, neverCancelled);
  });

  test('changes on the disk, what does not fit any more goes', async () => {
    expect(window.warned(uri)).toEqual([stranger]);
    window.disk.set(uri, calm);
    await window.session.follow.changedOnDisk(uri);
    expect(window.warned(uri)).toEqual([]);
  });

  test('is deleted, or no text any more, its results go', async () => {
    window.session.follow.deletedOnDisk(uri);
    expect(window.session.results.all).toEqual([]);
    window.session.results.follow(uri);
    window.disk.delete(uri);
    await window.session.follow.changedOnDisk(uri);
    expect(window.session.results.all).toEqual([]);
  });
});

test('A file that is open stays when it is deleted on the disk', async () => {
  window.show(uri, text);
  await window.rest();
  window.session.follow.deletedOnDisk(uri);
  await window.session.follow.changedOnDisk(uri);
  expect(window.warned(uri)).toEqual([stranger]);
});

describe('A change of .clozeignore counts at once', () => {
  test.each<[string, () => void]>([
    ['when it is saved in the editor', () => window.session.follow.saved(ignoreFile)],
    ['when another program writes it', () => window.session.follow.mutesChanged()],
  ])('%s', async (_, change) => {
    window.show(uri, text);
    await window.rest();
    const { asked } = window;
    window.disk.set(ignoreFile, 'one.md\n');
    change();
    await window.rest();
    expect([window.warned(uri), window.asked]).toEqual([[], asked]);
  });
});

describe('When settings change', () => {
  test('and Cloze is off, there are no warnings, and what is on its way is given up', async () => {
    window.show(uri, text);
    await window.rest();
    window.edit(uri, `${text} He slept.`);
    window.settings = { ...window.settings, isOn: false };
    window.session.settingsChanged();
    expect([window.shown.size, window.clock.pending]).toEqual([0, 0]);
  });

  test('and Cloze is on again, its warnings come back', async () => {
    window.show(uri, text);
    await window.rest();
    window.settings = { ...window.settings, isOn: false };
    window.session.settingsChanged();
    window.settings = { ...window.settings, isOn: true };
    window.session.settingsChanged();
    expect(window.warned(uri)).toEqual([stranger]);
  });

  test('and other models are used, what was measured with the old ones counts no more', async () => {
    window.show(uri, text);
    await window.rest();
    const { asked } = window;
    window.session.settingsChanged();
    window.session.results.clear();
    window.session.results.follow(uri).refresh();
    await window.rest();
    expect(window.asked).toBe(asked);
    window.models = 'two';
    window.session.settingsChanged();
    window.session.results.follow(uri).refresh();
    await window.rest();
    expect(window.asked).toBe(2 * asked);
  });
});
