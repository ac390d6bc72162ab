import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/host/ids.js';
import { until } from './until.js';
import { showText } from './writing.js';

/** Asks for words, takes the first one, and waits until it is written. */
async function takeWord({ document }: vscode.TextEditor): Promise<string> {
  const before = document.getText();
  const done = vscode.commands.executeCommand(commands.suggestWords);
  await until('a word', async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return document.getText() !== before;
  });
  await done;
  return document.getText();
}

suite('Suggesting words with the embedded models', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  test('fills a gap, and one undo makes it a gap again', async () => {
    const text = 'The cat [MASK] on the mat.';
    const editor = await showText(text.replace(']', '|]'));
    assert.match(await takeWord(editor), /^The cat \w+ on the mat\.$/);
    assert.equal(editor.document.offsetAt(editor.selection.active), editor.document.getText().indexOf(' on'));
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  test("puts a word in place of the caret's, with its capital letter and the article that it takes", async () => {
    const editor = await showText('She looked up. Rain|bows appeared over the sea, and an orange one was the brightest.');
    assert.match(await takeWord(editor), /^She looked up\. [A-Z]\w+ appeared over the sea/);
  });

  test('fills all gaps of a sentence at once, with the line ends of Windows', async () => {
    const editor = await showText('It rained all day.\n\nThe ___ sat on the mat| and ___ at the dog.');
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    const caret = editor.document.positionAt(editor.document.getText().indexOf('___'));
    editor.selection = new vscode.Selection(caret, caret);
    assert.match(await takeWord(editor), /^It rained all day\.\r\n\r\nThe \w+ sat on the mat and \w+ at the dog\.$/);
  });

  test('finds a word in a sentence of 2,000 words', async () => {
    const editor = await showText(`He said ${'that the wind rose and '.repeat(400)}the lamp went |___.`);
    assert.match(await takeWord(editor), /the lamp went \w+\.$/);
  });

  test('fills the first of sixty gaps', async () => {
    const editor = await showText(`The |${'___ and '.repeat(60)}the sea.`);
    const text = await takeWord(editor);
    assert.equal(text.split('___').length - 1, 52);
  });

  test('leaves the text as it was when the list is closed', async () => {
    const text = 'The cat [MASK] on the mat.';
    const editor = await showText(text.replace(']', '|]'));
    const done = vscode.commands.executeCommand(commands.suggestWords);
    let closed = false;
    void done.then(() => (closed = true));
    await until('the end of the list', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return closed;
    });
    assert.equal(editor.document.getText(), text);
    assert.equal(editor.document.isDirty, true);
  });

  test('offers a light bulb at up to four selected words and at gaps, and none at a caret, in code, or at more words', async () => {
    const editor = await showText('The old keeper lit the lamp of `the tower` at ___ and slept.|');
    const { document } = editor;
    const titles = async (words: string, isCaret = false): Promise<string[]> => {
      const start = document.positionAt(document.getText().indexOf(words));
      const end = isCaret ? start : document.positionAt(document.getText().indexOf(words) + words.length);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(start, end),
      );
      return actions.map(({ title }) => title).filter((title) => title.startsWith('Suggest Words'));
    };
    assert.deepEqual(await titles('keeper'), ['Suggest Words for "keeper"']);
    assert.deepEqual(await titles('old keeper lit the'), ['Suggest Words for "old keeper lit the"']);
    assert.deepEqual(await titles('___', true), ['Suggest Words for This Gap']);
    assert.deepEqual(await titles('old keeper lit the lamp'), []);
    assert.deepEqual(await titles('keeper', true), []);
    assert.deepEqual(await titles('tower'), []);
  });

  test('completes a gap that was just typed, with the article that a word takes', async () => {
    const editor = await showText('He gave her an ___| and left the room.');
    const complete = (): Thenable<vscode.CompletionList> =>
      vscode.commands.executeCommand('vscode.executeCompletionItemProvider', editor.document.uri, editor.selection.active, '_');
    const words = (await complete()).items.filter(({ filterText }) => filterText === '___');
    assert.ok(words.length >= 5, String(words.length));
    for (const { insertText, additionalTextEdits = [] } of words) {
      const word = insertText as string;
      const [article] = additionalTextEdits;
      if (article === undefined) assert.match(word, /^[aeiouh]/);
      else assert.equal(article.newText, 'a', word);
    }
  });

  test('completes no gap in code', async () => {
    const editor = await showText('Some `code ___|` here.');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      editor.selection.active,
      '_',
    );
    assert.deepEqual(
      items.filter(({ filterText }) => filterText === '___'),
      [],
    );
  });
});
