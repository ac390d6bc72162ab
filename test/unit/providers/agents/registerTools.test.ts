import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import type { Disposable } from '../../../../src/common/disposable.js';
import { registerTools } from '../../../../src/providers/agents/registerTools.js';
import { inputSchema, tools } from '../../../../src/tools/toolTable.js';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import { readProjectFile } from '../../../util/projectFiles.js';
import { type MemoryWindow, openWindow } from '../../../util/editor/memoryWindow.js';
import { stranger } from '../../sessions/flow/reviewer.js';
import { toolEngine } from '../../tools/toolEngine.js';

const text = `The boat came in. ${stranger} The harbor was quiet.\n`;
const manifest = JSON.parse(readProjectFile('package.json')) as {
  readonly contributes: { readonly languageModelTools: readonly Record<string, unknown>[] };
};
const texts = JSON.parse(readProjectFile('package.nls.json')) as Readonly<Record<string, string>>;

let window: MemoryWindow;
let registered: Disposable;
beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
  registered = registerTools(toolEngine(), { write: () => undefined } as never);
});
afterEach(() => registered.dispose());

const invoke = async (name: string, input: object): Promise<unknown> => {
  const tool = window.tools.get(name);
  const result = await tool?.invoke({ input, toolInvocationToken: undefined }, neverCancelled as vscode.CancellationToken);
  const [part] = (result as vscode.LanguageModelToolResult).content as [vscode.LanguageModelTextPart];
  return JSON.parse(part.value);
};
const prepare = async (name: string, input: object): Promise<vscode.PreparedToolInvocation | null | undefined> =>
  window.tools.get(name)?.prepareInvocation?.({ input }, neverCancelled as vscode.CancellationToken);

test('The manifest has the tools as the table has them', () => {
  expect(
    manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema: schema }) => ({ name, modelDescription, schema })),
  ).toEqual(tools.map((tool) => ({ name: tool.name, modelDescription: tool.description, schema: inputSchema(tool) })));
  for (const { displayName, userDescription } of manifest.contributes.languageModelTools)
    for (const key of [displayName, userDescription]) expect(texts[String(key).slice(1, -1)]).toBeDefined();
});

test('All tools are there, until Cloze is gone', () => {
  expect([...window.tools.keys()]).toEqual(tools.map(({ name }) => name));
  registered.dispose();
  expect(window.tools.size).toBe(0);
});

test('A tool answers an agent with what it found', async () => {
  expect(await invoke('cloze_flow', { text, language: 'markdown' })).toMatchObject({ findings: [{ sentence: stranger, line: 1 }] });
});

describe('The writer is asked', () => {
  test('before a file is read, by its name', async () => {
    const prepared = await prepare('cloze_flow', { file: 'a.md' });
    expect(prepared?.invocationMessage).toBe('Cloze: Checking which sentences do not follow');
    expect(prepared?.confirmationMessages).toEqual({
      title: 'Cloze: Check flow',
      message: 'Cloze reads "a.md" with the models on this computer and gives what it finds to the agent. Nothing is changed.',
    });
    expect((await prepare('cloze_classify', { files: ['a.md', 'b.md'] }))?.confirmationMessages?.message).toContain('"a.md", "b.md"');
  });

  test('nothing where the agent gives the text itself', async () => {
    expect((await prepare('cloze_flow', { text }))?.confirmationMessages).toBeUndefined();
    expect((await prepare('cloze_flow', { file: 7 }))?.confirmationMessages).toBeUndefined();
  });
});

test.each([
  ['an input that cannot be meant', 'cloze_flow', {}, /Give either text or file/],
  ['a file outside the workspace', 'cloze_flow', { file: '/etc/passwd' }, /not a text file in the open folders/],
  ['a file that leaves the workspace', 'cloze_flow', { file: '../secret.md' }, /not a text file in the open folders/],
])('Refused in a sentence is %s', async (_, name, input, message) => {
  await expect(invoke(name, input)).rejects.toThrow(message);
});

test('While Cloze is off its tools say so', async () => {
  window.settings.set('cloze.enable', false);
  await expect(invoke('cloze_flow', { text })).rejects.toThrow(/Cloze is off/);
});
