import { describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { checked, fine, odd, reviewing, settled, stranger } from './reviewing.js';

describe('"Check Flow"', () => {
  test('warns of the sentences that do not follow, in the text and in the Flow view', async () => {
    const { editor, warned, rows, window } = await checked();
    expect(warned(editor)).toContain(stranger);
    expect((await rows()).join('\n')).toContain(stranger);
    expect(window.ran).toContainEqual(['setContext', 'cloze.flow.hasResults', true]);
    expect(window.person.brief).toHaveLength(1);
  });

  test('says where all follows', async () => {
    const { editor, warned } = await checked(`${fine}\n|`);
    expect(warned(editor)).toEqual([]);
  });

  test('goes to the next warning and around the end, and to the one before', async () => {
    const { editor, window } = await checked(`|${odd}`);
    await window.run(commands.flowNext);
    const first = editor.document.offsetAt(editor.selection.active);
    expect(editor.document.getText().slice(first)).toMatch(/^(?:Revenue|The harbor)/);
    await window.run(commands.flowPrevious);
    await window.run(commands.flowNext);
    expect(editor.document.offsetAt(editor.selection.active)).toBe(first);
  });

  test('leaves the warnings of a document that is closed, and clears all on request', async () => {
    const { editor, window, warned, rows } = await checked();
    window.close(editor.document);
    expect(warned(editor)).toContain(stranger);
    await window.run(commands.flowClear);
    expect(warned(editor)).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  test('clears one file from its menu', async () => {
    const { window, rows } = await checked();
    const [file] = (await window.views.get('cloze.flow')?.nodes()) ?? [];
    await window.run(commands.flowClearFile, file?.node);
    expect(await rows()).toEqual([]);
  });

  test('opens the sentence of a row, and copies it', async () => {
    const { window, editor } = await checked();
    const nodes = (await window.views.get('cloze.flow')?.nodes()) ?? [];
    const row = nodes.find(({ item }) => item.command?.command === commands.flowShowPair);
    await window.run(commands.flowShowPair, ...((row?.item.command?.arguments ?? []) as unknown[]));
    expect(editor.document.getText(editor.selection)).not.toBe('');
    await window.run(commands.flowCopy, row?.node);
    expect(window.clipboard).not.toBe('');
    expect(window.person.brief.at(-1)).toBe('Copied.');
  });
});

describe('"Check Flow" says', () => {
  test.each([
    ['that Cloze is off', commands.checkFlow, 'Cloze is off. [Enable]', false],
    ['that a document is needed', commands.checkFlow, 'Open a document first: the flow check reads its text.', true],
    [
      'that a document is needed for its changed lines',
      commands.checkFlowChanges,
      'Open a document first: the flow check reads its text.',
      true,
    ],
    ['that no repository is open', commands.checkFlowAllChanges, 'Cloze cannot tell what has changed: no Git repository is open in the editor that holds this document.', true], // prettier-ignore
  ])('%s', async (_title, command, message, isOn) => {
    const { window } = reviewing();
    window.settings.set('cloze.enable', isOn);
    await window.run(command);
    expect(window.person.messages).toEqual([message]);
  });

  test.each([commands.flowNext, commands.flowReorder, commands.flowMute])(
    'that nothing was checked yet, and offers it: %s',
    async (command) => {
      const { window, warned } = reviewing();
      const editor = await window.open('a.md', `${odd}|`);
      window.person.answers('Check Flow');
      await window.run(command);
      await settled();
      expect(window.person.messages[0]).toBe('The flow of this document has not been checked yet. [Check Flow]');
      await settled();
      expect(warned(editor)).toContain(stranger);
    },
  );

  test('that a document without warnings has none to go to', async () => {
    const { window } = await checked(`|${fine}`);
    await window.run(commands.flowNext);
    expect(window.person.brief.at(-1)).toBe('There are no flow warnings in this document.');
  });

  test('once which model is missing', async () => {
    const at = reviewing(({ signals }) => ({ ratings: [], missing: signals.map((signal) => ({ signal, reason: 'No model.' })) }));
    await at.window.open('a.md', `${odd}|`);
    await at.window.run(commands.checkFlow);
    await at.window.run(commands.checkFlow);
    expect(at.window.person.messages.filter((message) => message.startsWith('No model.'))).toEqual(['No model. [Choose Model]']);
  });
});

describe('A folder is checked', () => {
  async function folder(answers: readonly (string | vscode.Uri)[], argument?: vscode.Uri) {
    const at = reviewing();
    const { window } = at;
    for (const path of ['one.md', 'part/two.md', 'part/three.tex']) window.files.put(window.uriOf(path), odd);
    window.files.put(window.uriOf('x.png'), 'no text');
    window.person.answers(...answers);
    await window.run(commands.checkFlowFolder, argument);
    return { ...at, files: (await at.rows()).filter((row) => !row.startsWith(' ')) };
  }

  test('that is chosen from those with prose', async () => {
    const { files, window } = await folder(['part']);
    expect(window.person.asked[0]).toEqual({ title: 'Check Flow of Folder', items: ['novel', 'part', 'Choose Another Folder…'] });
    expect(files).toHaveLength(2);
  });

  test('that a menu names', async () => {
    expect((await folder([], vscode.Uri.parse('file:///novel'))).files).toHaveLength(3);
  });

  test('that is looked for', async () => {
    expect((await folder(['Choose Another Folder…', vscode.Uri.parse('file:///novel/part')])).files).toHaveLength(2);
  });

  test.each([
    ['nothing is chosen', []],
    ['no folder is chosen', ['Choose Another Folder…']],
  ])('but not where %s', async (_title, answers) => {
    expect((await folder(answers)).files).toEqual([]);
  });

  test('but not one without prose, which is said', async () => {
    const { window } = reviewing();
    window.files.put(window.uriOf('part/x.png'), '');
    await window.run(commands.checkFlowFolder, window.uriOf('part'));
    expect(window.person.messages).toHaveLength(1);
    expect(window.person.messages[0]).toContain('part');
  });
});

describe('"Export Flow Report As…"', () => {
  test.each([
    ['markdown', /Revenue/],
    ['csv', /"?Revenue/],
    ['sarif', /"\$schema"/],
  ])('writes %s into a new document', async (format, expected) => {
    const { window } = await checked();
    await window.run(commands.flowExport, format);
    expect(window.active?.document.isUntitled).toBe(true);
    expect(window.active?.document.getText()).toMatch(expected);
  });

  test('asks for the format, and writes nothing where Escape is pressed', async () => {
    const { window } = await checked();
    window.person.answers('CSV');
    await window.run(commands.flowExport);
    expect(window.active?.document.isUntitled).toBe(true);
    const { length } = window.documents;
    await window.run(commands.flowExport);
    expect(window.documents).toHaveLength(length);
  });

  test('needs a check first', async () => {
    const { window } = reviewing();
    await window.run(commands.flowExport, 'csv');
    expect(window.person.messages[0]).toContain('has not been checked yet');
  });
});

describe('Results follow the text', () => {
  test('a sentence that is taken out takes its warning with it', async () => {
    const { editor, warned, clock } = await checked();
    const start = editor.document.getText().indexOf(stranger);
    editor.change([{ start, end: start + stranger.length + 1, text: '' }]);
    await clock.advance(60_000);
    expect(warned(editor)).toEqual([]);
  });

  test('a file that another program changes is read again', async () => {
    const at = reviewing();
    at.window.files.put(at.window.uriOf('part/one.md'), odd);
    await at.window.run(commands.checkFlowFolder, at.window.uriOf('part'));
    const [document] = at.window.documents;
    if (document) at.window.close(document);
    at.window.files.put(at.window.uriOf('part/one.md'), fine);
    for (let step = 0; step < 5; step++) await at.clock.advance(10_000);
    expect((await at.rows()).join()).not.toContain(stranger);
  });

  test('a file that is deleted has none', async () => {
    const at = reviewing();
    at.window.files.put(at.window.uriOf('part/one.md'), odd);
    await at.window.run(commands.checkFlowFolder, at.window.uriOf('part'));
    const [document] = at.window.documents;
    if (document) at.window.close(document);
    await at.window.files.delete(at.window.uriOf('part/one.md'));
    expect(await at.rows()).toEqual([]);
  });
});
