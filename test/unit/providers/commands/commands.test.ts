import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { readProjectFile } from '../../../util/projectFiles.js';
import type { EngineState } from '../../../../src/backend/engineState.js';
import { Emitter } from '../../../../src/common/emitter.js';
import type { EngineControl } from '../../../../src/host/engineControl.js';
import { commands, isPausedKey, storageKeys, walkthroughId } from '../../../../src/host/ids.js';
import { Pauses } from '../../../../src/host/pauses.js';
import { registerEngineCommands } from '../../../../src/providers/commands/registerEngineCommands.js';
import { registerHelpCommands } from '../../../../src/providers/commands/registerHelpCommands.js';
import { registerPauseCommands } from '../../../../src/providers/commands/registerPauseCommands.js';
import { registerToggleCommands } from '../../../../src/providers/commands/registerToggleCommands.js';
import { registerGettingStarted } from '../../../../src/providers/gettingStarted/registerGettingStarted.js';
import { sitDown, type Writer } from '../../../util/editor/writer.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { factsOf, running } from '../../host/status/facts.js';

let writer: Writer;

beforeEach(() => {
  writer = sitDown();
});

describe('Cloze is switched off and on', () => {
  beforeEach(() => registerToggleCommands());

  test('as a whole', async () => {
    await writer.window.run(commands.toggle);
    expect(writer.window.settings.valueOf('cloze.enable')).toBe(false);
    await writer.window.run(commands.toggle);
    expect(writer.window.settings.valueOf('cloze.enable')).toBe(true);
  });

  test.each([
    ['a.md', 'Off in Markdown.', { markdown: 'off' }],
    ['a.ts', 'Completes comments in typescript.', { typescript: 'comments' }],
  ])('for the language of %s', async (path, message, modes) => {
    writer.window.settings.set('cloze.completion.languages', path === 'a.ts' ? { typescript: 'off' } : {});
    await writer.window.open(path, '// Text|');
    await writer.window.run(commands.toggleLanguage);
    expect(writer.window.person.brief).toEqual([message]);
    expect(writer.window.settings.valueOf('cloze.completion.languages')).toMatchObject(modes);
  });

  test('for a language without a change of what is set for others', async () => {
    writer.window.settings.set('cloze.completion.languages', { latex: 'off' }, 'workspace');
    await writer.window.open('a.md', 'Text|');
    await writer.window.run(commands.toggleLanguage);
    expect(writer.window.settings.valueOf('cloze.completion.languages')).toMatchObject({ latex: 'off', markdown: 'off' });
  });

  test('for no language without a document, which is said', async () => {
    await writer.window.run(commands.toggleLanguage);
    expect(writer.window.person.brief).toEqual(['Open a document first. This turns Cloze on or off for its language.']);
  });
});

describe('Cloze rests', () => {
  let pauses: Pauses;

  beforeEach(() => {
    const { clock } = writer;
    pauses = new Pauses({ storage: { read: () => undefined, write: () => undefined }, date: () => clock.now(), clock });
    registerPauseCommands(pauses);
  });

  const isPaused = (): unknown => writer.window.ran.filter(([id, key]) => id === 'setContext' && key === isPausedKey).at(-1)?.[2];

  test.each([
    [commands.toggleFile, ['Off in this file.', 'On in this file.']],
    [commands.toggleFolder, ['Off in the folder "part one".', 'On in the folder "part one".']],
  ])('by %s, and works again', async (command, said) => {
    await writer.window.open('part one/a.md', 'Text|');
    await writer.window.run(command);
    expect(pauses.of('file:///novel/part%20one/a.md')).toBeDefined();
    await writer.window.run(command);
    expect(pauses.of('file:///novel/part%20one/a.md')).toBeUndefined();
    expect(writer.window.person.brief).toEqual(said);
  });

  test('for an hour, or until it is told to go on; what is shown goes at once', async () => {
    await writer.window.run(commands.pauseHour);
    expect(writer.window.person.brief[0]).toMatch(/^Paused until .+\.$/);
    expect(isPaused()).toBe(true);
    expect(writer.window.ran.at(-1)).toEqual(['editor.action.inlineSuggest.hide']);
    await writer.window.run(commands.resume);
    expect(writer.window.person.brief.at(-1)).toBe('Cloze makes suggestions again.');
    expect(isPaused()).toBe(false);
  });

  test.each([commands.toggleFile, commands.toggleFolder])('only where a document is open: %s', async (command) => {
    await writer.window.run(command);
    expect(writer.window.person.brief).toEqual(['Open a document first.']);
  });

  test('in no folder of a document that was never saved', async () => {
    writer.window.show(writer.window.untitled('Text', 'markdown'));
    await writer.window.run(commands.toggleFolder);
    expect(writer.window.person.brief).toEqual(['This document is in no folder yet. Save it first.']);
  });
});

describe('The engine', () => {
  let done: string[];
  let failure: Error | undefined;

  beforeEach(() => {
    [done, failure] = [[], undefined];
    const changes = new Emitter<EngineState>();
    const control: EngineControl = {
      engine: fakeEngine({
        unload: () => {
          done.push('unload');
          return Promise.resolve(null);
        },
        testDevices: () =>
          Promise.resolve([
            { device: 'webgpu', name: 'WebGPU', state: 'works', tokensPerSecond: 123.4, speedup: 4.06, numbers: 'float16' },
            { device: 'cuda', name: 'NVIDIA CUDA', state: 'failed', reason: 'a library is missing.', remedy: 'To use it, install CUDA.' },
            { device: 'cpu', name: 'Processor', state: 'works', tokensPerSecond: 30.44, speedup: 1, numbers: 'float32' },
          ]),
      }),
      state: factsOf(running, 'ready').engine,
      onDidChangeState: changes.event,
      restart: () => {
        done.push('restart');
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      },
      stop: () => {
        done.push('stop');
        return Promise.resolve();
      },
    };
    const { log, storage, window } = writer;
    registerEngineCommands(control, log, { storage, cacheFolder: window.uriOf('cache/graphs') }, () => done.push('tell of it'));
  });

  test('starts again; a failure is in the log, and shown with the change of state', async () => {
    await writer.window.run(commands.restartEngine);
    failure = new Error('odd');
    await writer.window.run(commands.restartEngine);
    expect(done).toEqual(['restart', 'restart']);
    expect(writer.window.logged).toEqual(['The engine did not start again: Error: odd']);
    expect(writer.window.person.messages).toEqual([]);
  });

  test('takes the model out of memory', async () => {
    await writer.window.run(commands.unloadModel);
    expect(done).toEqual(['tell of it', 'unload']);
    expect(writer.window.person.brief).toEqual(['The model is no longer in memory. It loads again when you write.']);
  });

  test('tells what each device can do, and uses the one that is chosen', async () => {
    writer.window.person.answers('$(check) WebGPU');
    await writer.window.run(commands.testDevices);
    expect(writer.window.person.asked.at(-1)?.items).toEqual([
      'Automatic',
      '$(check) WebGPU',
      '$(circle-slash) NVIDIA CUDA',
      '$(check) Processor',
    ]);
    expect(writer.window.settings.valueOf('cloze.device')).toBe('webgpu');
  });

  test('says of a device that cannot be used why, and what helps, and keeps its own', async () => {
    writer.window.person.answers('$(circle-slash) NVIDIA CUDA', 'Install CUDA Support…');
    await writer.window.run(commands.testDevices);
    expect(writer.window.person.messages.at(-1)).toBe(
      'NVIDIA CUDA cannot be used. A library is missing. To use it, install CUDA. [Install CUDA Support…]',
    );
    expect(writer.window.settings.valueOf('cloze.device')).toBe('auto');
  });

  test('keeps its device where none is chosen', async () => {
    await writer.window.run(commands.testDevices);
    expect(writer.window.settings.valueOf('cloze.device')).toBe('auto');
  });

  test('has a log, which is shown', async () => {
    await writer.window.run(commands.showLog);
    expect(writer.window.ran).toEqual([['show-log']]);
  });

  describe('"Forget Everything…"', () => {
    beforeEach(async () => {
      const { window, storage } = writer;
      await storage.update(storageKeys.acceptanceBias, 0.5);
      await storage.update(storageKeys.pauses, { files: ['a'], folders: ['b'] });
      await storage.update(storageKeys.panel, { pins: [1, 2] });
      window.files.put(window.uriOf('.cloze/labels.jsonl'), '{}');
      window.files.put(window.uriOf('cache/graphs/features/a'), 'x'.repeat(2000));
      window.files.put(window.uriOf('cache/graphs/m/model.onnx'), 'x'.repeat(300_000));
    });

    const labels = ['What Cloze learned from your choices', 'The panel and pinned results', 'Files and folders where Cloze is off, pauses', 'Texts that you labeled (.cloze/labels.jsonl)', 'Numbers computed from texts', 'Built models and trials of devices', 'What your other workspaces keep']; // prettier-ignore

    test('lists all that is kept', async () => {
      await writer.window.run(commands.forgetEverything);
      expect(writer.window.person.asked).toEqual([{ title: 'Forget Everything: All That Cloze Keeps', items: labels }]);
    });

    test('removes what is chosen, after a question that names it, and nothing else', async () => {
      const { window, kept } = writer;
      window.person.answers([labels[0] ?? '', labels[3] ?? '', labels[4] ?? ''], 'Remove');
      await window.run(commands.forgetEverything);
      expect(window.person.messages).toEqual([`Remove these 3 things?\n• ${labels[0]}\n• ${labels[3]}\n• ${labels[4]} [Remove]`]);
      expect(Object.keys(kept)).toEqual([storageKeys.pauses, storageKeys.panel]);
      expect(window.files.names).toEqual(['file:///novel/cache/graphs/m/model.onnx']);
      expect(done).toEqual(['stop']);
      expect(window.person.brief).toEqual(['Removed. Nothing of it is left.']);
    });

    test('removes nothing where the question is not answered', async () => {
      const { window, kept } = writer;
      window.person.answers([labels[0] ?? '']);
      await window.run(commands.forgetEverything);
      expect(Object.keys(kept)).toContain(storageKeys.acceptanceBias);
      expect(window.person.messages[0]).toContain('Remove this?');
    });

    test('has the other workspaces forget when they are opened next', async () => {
      writer.window.person.answers([labels[6] ?? ''], 'Remove');
      await writer.window.run(commands.forgetEverything);
      expect(writer.window.person.brief).toEqual(['Removed. Nothing of it is left.']);
    });

    test('says what could not be removed', async () => {
      const { window } = writer;
      window.files.delete = () => Promise.reject(new Error('in use'));
      window.person.answers([labels[5] ?? ''], 'Remove');
      await window.run(commands.forgetEverything);
      expect(window.person.messages.at(-1)).toBe('"Built models and trials of devices" could not be removed: in use. Close other windows that use Cloze, then try again.'); // prettier-ignore
    });
  });
});

describe('Help', () => {
  beforeEach(() => registerHelpCommands(vscode.Uri.parse('file:///extension')));

  test.each([
    [undefined, '@ext:cloze.cloze'],
    ['@ext:cloze.cloze model', '@ext:cloze.cloze model'],
  ])('opens the settings, or those that %j finds', async (query, shown) => {
    await writer.window.run(commands.openSettings, query);
    expect(writer.window.ran).toEqual([['workbench.action.openSettings', shown]]);
  });

  test.each([
    ['flow', '/extension/docs/flow.md'],
    [undefined, '/extension/README.md'],
    ['../../etc/passwd', '/extension/README.md'],
  ])('opens the page "%s" of the documentation that comes with Cloze', async (page, path) => {
    await writer.window.run(commands.openDocumentation, page);
    expect(writer.window.ran.map(([id, uri]) => [id, (uri as vscode.Uri).path])).toEqual([['markdown.showPreview', path]]);
  });
});

describe('A newcomer', () => {
  beforeEach(() => {
    registerGettingStarted(vscode.Uri.parse('file:///extension'));
    writer.window.files.put(vscode.Uri.parse('file:///extension/samples/manuscript.md'), readProjectFile('samples/manuscript.md'));
  });

  test('is shown round', async () => {
    await writer.window.run(commands.getStarted);
    expect(writer.window.ran).toEqual([['workbench.action.openWalkthrough', walkthroughId, false]]);
  });

  test('gets a copy of the sample, with the cursor at the end of its first paragraph; the same copy when asked again', async () => {
    await writer.window.run(commands.openSample);
    await writer.window.run(commands.openSample);
    expect(writer.window.documents.map(({ isUntitled, languageId }) => [isUntitled, languageId])).toEqual([[true, 'markdown']]);
    const { document, selection } = writer.window.active ?? {};
    expect(document?.lineAt(selection?.active.line ?? 0).text.trim()).not.toBe('');
    expect(selection?.active.character).toBe(document?.lineAt(selection?.active.line ?? 0).text.length);
  });

  test('sees a completion in it', async () => {
    await writer.window.run(commands.tryCompletion);
    expect(writer.window.ran.at(-1)?.[0]).toBe(commands.trigger);
  });
});
