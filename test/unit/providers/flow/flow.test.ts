import { describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { fine, odd, reviewing, stranger } from './reviewing.js';

/** Lets what a message's button starts come to its end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A window with a document that was checked. */
async function checked(text = `${odd}\n|`) {
  const at = reviewing();
  const editor = await at.window.open('a.md', text);
  await at.window.run(commands.checkFlow);
  return { ...at, editor };
}

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

describe('A warning', () => {
  /** The light bulb at the first warning. */
  async function offered() {
    const at = await checked();
    const position = at.window.diagnostics.get('cloze-flow')?.get(at.editor.document.uri.toString())?.[0]?.range.start;
    const actions = position === undefined ? [] : await at.lightBulb(at.editor.document, position);
    const choose = (title: string): Promise<unknown> => {
      const command = actions.find((action) => action.title === title)?.command;
      return at.window.run(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    };
    return { ...at, actions, choose };
  }

  test('has a light bulb with all that can be done about it', async () => {
    expect((await offered()).actions.map(({ title }) => title)).toEqual([
      'Show Why This Sentence Does Not Follow',
      'Find a Better Place in the Paragraph',
      'Suggest a Linking Sentence',
      'Mute This Pair of Sentences',
      'Mute This Paragraph',
      'Mute This File',
      'Mute This Pair for Everyone, in .clozeignore',
    ]);
  });

  test('has its reasons in the panel', async () => {
    const { choose, pair, window } = await offered();
    await choose('Show Why This Sentence Does Not Follow');
    expect(pair.value).toBeDefined();
    expect(window.ran).toContainEqual([commands.showProbabilities, 'pair']);
  });

  test.each(['Mute This Pair of Sentences', 'Mute This Paragraph', 'Mute This File'])(
    'goes with "%s", and comes back unmuted',
    async (title) => {
      const { choose, editor, warned, window } = await offered();
      await choose(title);
      expect(warned(editor)).not.toContain(stranger);
      expect(window.person.messages.at(-1)).toMatch(/\[Undo\]$/);
      await window.run(commands.flowUnmute, editor.document.uri, editor.document.positionAt(odd.indexOf(stranger)));
      expect(warned(editor)).toContain(stranger);
    },
  );

  test.each(['Mute This Pair of Sentences', 'Mute This Paragraph', 'Mute This File'])(
    'stays after "%s" where Undo is pressed',
    async (title) => {
      const { choose, editor, warned, window } = await offered();
      const before = warned(editor);
      window.person.answers('Undo');
      await choose(title);
      await settled();
      expect(warned(editor)).toEqual(before);
    },
  );

  test('is muted for everyone in a file of the folder', async () => {
    const { choose, editor, warned, window } = await offered();
    await choose('Mute This Pair for Everyone, in .clozeignore');
    expect(window.files.textOf(window.uriOf('.clozeignore'))).toContain('a.md');
    expect(warned(editor)).not.toContain(stranger);
  });

  test('is listed muted on request', async () => {
    const { choose, rows, window } = await offered();
    await choose('Mute This File');
    const hidden = await rows();
    await window.run(commands.flowShowMuted);
    expect((await rows()).length).toBeGreaterThan(hidden.length);
    expect(window.ran).toContainEqual(['setContext', 'cloze.flow.showsMuted', true]);
    await window.run(commands.flowHideMuted);
    expect(window.ran.at(-1)).toEqual(['setContext', 'cloze.flow.showsMuted', false]);
  });

  test('is not unmuted where it is not muted, which is said', async () => {
    const { editor, window } = await offered();
    await window.run(commands.flowUnmute, editor.document.uri, new vscode.Position(0, 30));
    expect(window.person.messages.at(-1)).toBe('This sentence is not muted.');
  });

  test('is muted where the cursor is; in the first sentence there is nothing to mute', async () => {
    const { editor, window } = await offered();
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await window.run(commands.flowMute);
    expect(window.person.messages.at(-1)).toBe('Put the cursor in a sentence that follows another one.');
  });

  test('has a better place as a comparison; accepted, the sentence is there as one change', async () => {
    const { choose, editor, window } = await offered();
    await choose('Find a Better Place in the Paragraph');
    const [, own, proposed, title] = window.ran.find(([id]) => id === 'vscode.diff') ?? [];
    expect([String(own), title]).toEqual([editor.document.uri.toString(), 'A better place']);
    expect(window.person.messages.at(-1)).toBe('The sentences follow each other better this way. [Move Sentence]');
    const wanted = (await window.document(proposed as vscode.Uri, 'markdown')).getText();
    expect(wanted).not.toBe(editor.document.getText());
    const { version } = editor.document;
    await window.run(commands.flowAcceptProposal, proposed);
    expect(editor.document.getText()).toBe(wanted);
    expect(editor.document.version).toBe(version + 1);
  });

  test('stays where it is when the comparison is discarded', async () => {
    const { choose, editor, window } = await offered();
    const before = editor.document.getText();
    await choose('Find a Better Place in the Paragraph');
    await window.run(commands.flowDiscardProposal, window.ran.find(([id]) => id === 'vscode.diff')?.[2]);
    expect(editor.document.getText()).toBe(before);
  });

  test('is told that no sentence links the two, where the model has none that does', async () => {
    const { choose, window } = await offered();
    await choose('Suggest a Linking Sentence');
    expect(window.person.messages.at(-1)).toBe('The model found no sentence that links the two.');
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

describe('Changed lines', () => {
  /** The Git of the editor, with one repository around the folder. */
  function withGit(committed: string, changed: readonly string[]) {
    const at = reviewing();
    const { window } = at;
    const rootUri = vscode.Uri.parse('file:///novel');
    const changes = changed.map((path) => ({ uri: window.uriOf(path), originalUri: window.uriOf(path) }));
    const state = { mergeChanges: [], indexChanges: [], workingTreeChanges: changes };
    const repository = { rootUri, state, status: () => Promise.resolve(), show: () => Promise.resolve(committed) };
    const api = {
      repositories: [repository],
      getRepository: (uri: vscode.Uri) => (uri.toString().startsWith('file:///novel') ? repository : null),
    };
    window.extensions.set('vscode.git', { activate: () => Promise.resolve({ enabled: true, getAPI: () => api }) });
    return at;
  }

  test('of this file are checked, and no others', async () => {
    const { window, warned } = withGit(`${odd}\n\n${fine}\n`, ['a.md']);
    const editor = await window.open('a.md', `${odd}\n\n${fine} And so it was.\n|`);
    await window.run(commands.checkFlowChanges);
    expect(warned(editor)).toEqual([]);
  });

  test('of all changed files are checked', async () => {
    const { window, rows } = withGit('', ['a.md', 'b.md']);
    window.files.put(window.uriOf('b.md'), odd);
    await window.open('a.md', `${odd}\n|`);
    await window.run(commands.checkFlowAllChanges);
    expect((await rows()).filter((row) => !row.startsWith(' '))).toHaveLength(2);
  });

  test('are none where nothing has changed, which is said', async () => {
    const { window } = withGit(odd, []);
    await window.open('a.md', `${odd}|`);
    await window.run(commands.checkFlowAllChanges);
    expect(window.person.messages).toEqual(['No changed lines.']);
  });

  test('are not known outside of a repository', async () => {
    const { window } = withGit(odd, []);
    const uri = vscode.Uri.parse('file:///elsewhere/a.md');
    window.files.put(uri, odd);
    window.show(await window.document(uri));
    await window.run(commands.checkFlowChanges);
    expect(window.person.messages[0]).toContain('no Git repository is open');
  });
});

describe('A warning that is muted in the text', () => {
  const muted = odd.replace(stranger, `<!-- cloze-ignore-next -->${stranger}`);

  test('is told apart from others where it is to be unmuted: its comment is shown, and deleted on request', async () => {
    const { editor, window } = await checked(`${muted}\n|`);
    const at = editor.document.positionAt(muted.indexOf(stranger) + 1);
    window.person.answers('Delete Comment');
    await window.run(commands.flowUnmute, editor.document.uri, at);
    await settled();
    await settled();
    expect(window.person.messages.at(-1)).toBe('This comment mutes the warning. Without it, you see the warning again. [Delete Comment]');
    expect(editor.document.getText()).not.toContain('cloze-ignore');
  });

  test('by a pattern for the whole file leads to the line of that', async () => {
    const at = reviewing();
    at.window.files.put(at.window.uriOf('.clozeignore'), 'a.md\n');
    const editor = await at.window.open('a.md', `${odd}\n|`);
    await at.window.run(commands.checkFlow);
    expect(at.warned(editor)).toEqual([]);
    await at.window.run(commands.flowUnmute, editor.document.uri);
    expect(at.window.active?.document.uri.path).toBe('/novel/.clozeignore');
    expect(at.window.person.messages.at(-1)).toBe(
      'A pattern in this file mutes the whole document. Delete its line to see the warnings again.',
    );
  });
});
