import { beforeEach, describe, expect, test } from 'vitest';
import type { ErrorDetail } from '../../../src/common/clozeError.js';
import { cancelledError, ClozeError, errorActions } from '../../../src/common/clozeError.js';
import { commands } from '../../../src/host/ids.js';
import { createLog } from '../../../src/host/log.js';
import { askToRemove, showDone, showFailure, showLack, showWithHelp } from '../../../src/host/messages.js';
import { saveWhole } from '../../../src/host/saveWhole.js';
import { showFailures } from '../../../src/host/showFailures.js';
import { type MemoryWindow, openWindow } from '../../util/editor/memoryWindow.js';

let window: MemoryWindow;

beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
});

const failure = (action?: ErrorDetail['action']): ErrorDetail => ({ code: 'internal', message: 'It failed.', ...(action && { action }) });

describe('A failure', () => {
  test.each<[action: (typeof errorActions)[number], button: string, ran: readonly unknown[]]>([
    ['show-log', 'Show Log', [commands.showLog]],
    ['restart-engine', 'Restart', [commands.restartEngine]],
    ['choose-model', 'Choose Model', [commands.chooseModels]],
    ['reload-window', 'Reload Window', ['workbench.action.reloadWindow']],
    ['open-settings', 'Open Settings', ['workbench.action.openSettings', '@ext:cloze.cloze']],
    ['train-classifier', 'Train Again', [commands.trainClassifier]],
  ])('offers the one thing that helps: %s', async (action, button, ran) => {
    window.person.answers(button);
    await showFailure(failure(action));
    expect(window.person.messages).toEqual([`It failed. [${button}]`]);
    expect(window.ran).toEqual([ran]);
  });

  test('has no button where nothing helps, and does nothing where the message is closed', async () => {
    await showFailure(failure());
    await showFailure(failure('show-log'));
    expect(window.person.messages).toEqual(['It failed.', 'It failed. [Show Log]']);
    expect(window.ran).toEqual([]);
  });

  test('of a model leads to those that can do its job', async () => {
    window.person.answers('Choose Model');
    await showLack('It cannot.', 'words');
    expect(window.ran).toEqual([[commands.chooseModels, 'words']]);
  });

  test('that a page helps with leads there', async () => {
    window.person.answers('Open Page');
    await showFailure({ code: 'network', message: 'It is gated.', page: 'https://hub.example/owner/name' });
    expect(window.person.messages).toEqual(['It is gated. [Open Page]']);
    expect(window.ran.map(([id, uri]) => [id, String(uri)])).toEqual([['vscode.open', 'https://hub.example/owner/name']]);
  });
});

describe('What a person started', () => {
  const log = {
    write(_level: string, line: string) {
      window.logged.push(line);
    },
  };

  test('that fails is shown as it was said', async () => {
    expect(await showFailures(log, () => Promise.reject<number>(new ClozeError(failure())))).toBeUndefined();
    expect(window.person.messages).toEqual(['It failed.']);
  });

  test('that was given up is not shown', async () => {
    await showFailures(log, () => Promise.reject(cancelledError()));
    expect(window.person.messages).toEqual([]);
  });

  test.each([
    ['an error', new Error('odd'), 'odd'],
    ['something else', 'odd', 'odd'],
  ])('that shows a bug has its place in the log: %s', async (_title, thrown, reason) => {
    await showFailures(log, async () => Promise.reject(thrown as Error));
    expect(window.person.messages[0]).toContain(`because of a bug in Cloze: ${reason}.`);
    expect(window.logged.join()).toContain(reason);
  });

  test('that succeeds gives what came of it', async () => {
    expect(await showFailures(log, () => Promise.resolve(5))).toBe(5);
  });
});

describe('Questions', () => {
  test.each([
    ['Remove', true],
    [undefined, false],
  ])('before something is removed: %s', async (answer, isRemoved) => {
    window.person.answers(answer);
    expect(await askToRemove('Remove this?', 'It is gone then.')).toBe(isRemoved);
    expect(window.person.messages).toEqual(['Remove this?\nIt is gone then. [Remove]']);
  });

  test('take back or help only where that is pressed', async () => {
    let count = 0;
    const run = () => Promise.resolve(count++);
    await showDone('Done.', run);
    await showWithHelp('Not possible.', { title: 'Help', run });
    expect(count).toBe(0);
    window.person.answers('Undo', 'Help');
    await showDone('Done.', run);
    await showWithHelp('Not possible.', { title: 'Help', run });
    expect(count).toBe(2);
  });
});

describe('A file is saved', () => {
  test('whole, with nothing left of the work on it', async () => {
    await saveWhole(window.uriOf('a.json'), 'Grüße');
    expect(window.files.textOf(window.uriOf('a.json'))).toBe('Grüße');
    expect(window.files.names).toEqual(['file:///novel/a.json']);
  });

  test('or stays as it was where the disk is full', async () => {
    window.files.put(window.uriOf('a.json'), 'old');
    window.files.rename = () => Promise.reject(new Error('no space left'));
    await expect(saveWhole(window.uriOf('a.json'), 'new')).rejects.toThrow('no space left');
    expect(window.files.textOf(window.uriOf('a.json'))).toBe('old');
    expect(window.files.names).toEqual(['file:///novel/a.json']);
  });
});

test('the log takes no more lines once the window closes, as a process that ends may still print', () => {
  const log = createLog();
  log.write('info', 'one');
  log.dispose();
  log.write('info', 'two');
  expect(window.logged).toEqual(['one']);
});
