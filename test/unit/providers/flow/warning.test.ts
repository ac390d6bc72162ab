import { describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import { commands } from '../../../../src/host/ids.js';
import { checked, odd, reviewing, settled, stranger } from './reviewing.js';

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
    await window.run(commands.acceptProposal, proposed);
    expect(editor.document.getText()).toBe(wanted);
    expect(editor.document.version).toBe(version + 1);
  });

  test('stays where it is when the comparison is discarded', async () => {
    const { choose, editor, window } = await offered();
    const before = editor.document.getText();
    await choose('Find a Better Place in the Paragraph');
    await window.run(commands.discardProposal, window.ran.find(([id]) => id === 'vscode.diff')?.[2]);
    expect(editor.document.getText()).toBe(before);
  });

  test('is told that no sentence links the two, where the model has none that does', async () => {
    const { choose, window } = await offered();
    await choose('Suggest a Linking Sentence');
    expect(window.person.messages.at(-1)).toBe('The model found no sentence that links the two.');
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
