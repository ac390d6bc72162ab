import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { activate } from '../../src/extension.js';
import { commands } from '../../src/host/ids.js';
import { memento } from '../util/editor/memento.js';
import { type MemoryWindow, openWindow } from '../util/editor/memoryWindow.js';
import { values } from '../util/editor/values.js';
import { readProjectFile } from '../util/projectFiles.js';

const manifest = JSON.parse(readProjectFile('package.json')) as {
  readonly contributes: { readonly commands: readonly { readonly command: string }[]; readonly views: Readonly<Record<string, readonly { readonly id: string; readonly type?: string }[]>> }; // prettier-ignore
};

let window: MemoryWindow;
let subscriptions: vscode.Disposable[];

beforeEach(() => {
  window = openWindow({ folder: 'file:///novel' });
  subscriptions = [];
  activate({
    subscriptions,
    extensionUri: values.Uri.parse('file:///extension'),
    globalStorageUri: values.Uri.parse('file:///storage'),
    workspaceState: memento(),
    secrets: { get: () => Promise.resolve(undefined) },
    globalState: memento(),
    extension: { packageJSON: { version: '1.2.3' } },
  } as unknown as vscode.ExtensionContext);
});

afterEach(() => {
  for (const each of subscriptions) each.dispose();
});

describe('Activation', () => {
  test('has a function for each command of the manifest, and no other', () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    expect(declared.filter((command) => !window.commands.has(command))).toEqual([]);
    expect([...window.commands.keys()].filter((id) => !Object.values(commands).includes(id as never))).toEqual([]);
  });

  test('has something to fill each view of the manifest', () => {
    const views = Object.values(manifest.contributes.views).flat();
    const filled = views.filter(({ id }) => window.views.has(id) || window.providers.webviews.has(id));
    expect(filled).toEqual(views);
  });

  test('reads no file, asks nothing and shows nothing', () => {
    expect(window.person.asked).toEqual([]);
    expect(window.person.messages).toEqual([]);
    expect(window.documents).toEqual([]);
  });

  test('starts no process: the log knows of none', () => {
    expect(window.logged.join('\n')).not.toMatch(/start/i);
  });
});

test('deactivation takes all commands back', () => {
  for (const each of subscriptions.splice(0)) each.dispose();
  expect([...window.commands.keys()]).toEqual([]);
});

test('while Cloze is off nothing looks at what is typed', () => {
  window.settings.set('cloze.enable', false);
  expect([window.providers.inline.size, window.providers.completions.size]).toEqual([0, 0]);
});

test('pauses that are forgotten are over at once', async () => {
  const editor = await window.open('a.md', 'Text|');
  await window.run(commands.toggleFile);
  const [status] = window.statusItems;
  expect((status?.tooltip as vscode.MarkdownString).value).toContain('Off in this file');
  window.person.answers(['Files and folders where Cloze is off, pauses'], 'Remove');
  await window.run(commands.forgetEverything);
  expect((status?.tooltip as vscode.MarkdownString).value).not.toContain('Off in this file');
  expect(editor.document.getText()).toBe('Text');
});
