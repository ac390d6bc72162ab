import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tools } from '../../src/tools/toolTable.js';

const prose = 'The harbor was quiet. Two boats had come in before dawn. The price of oil rose by three percent. Their crews were asleep.';

/** One call of each tool, and what its answer must have. */
const calls: Readonly<Record<string, readonly [input: object, answer: RegExp]>> = {
  cloze_flow: [{ text: prose }, /"follows"|"findings"|"score"/],
  cloze_surprisal: [{ text: prose, top: 3 }, /"bits/],
  cloze_words: [{ text: 'The cat [MASK] on the mat.', top: 3 }, /"probability"/],
  cloze_continue: [{ text: 'The keeper climbed the stairs to the', maxWords: 4 }, /"text"/],
  cloze_classify: [{ texts: ['What a wonderful film!'], labels: ['positive', 'negative'] }, /"positive"/],
  cloze_compare: [{ versions: ['She read the letter twice.', 'Twice letter the read she.'] }, /"totalBits"/],
};

suite('A language model in the editor', () => {
  test('finds each tool of Cloze', () => {
    const known = new Set(vscode.lm.tools.map(({ name }) => name));
    assert.deepEqual(
      tools.map(({ name }) => name).filter((name) => !known.has(name)),
      [],
    );
    assert.deepEqual(tools.map(({ name }) => name).sort(), Object.keys(calls).sort());
  });

  for (const [name, [input, answer]] of Object.entries(calls)) {
    test(`gets numbers from ${name}`, async () => {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
      const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
      assert.match(text, answer);
    });
  }

  test('reads what is wrong with an input', async () => {
    await assert.rejects(
      Promise.resolve(vscode.lm.invokeTool('cloze_words', { input: { text: 'No blank.' }, toolInvocationToken: undefined })),
      /has no blank/,
    );
  });
});
