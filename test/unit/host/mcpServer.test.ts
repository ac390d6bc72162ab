import { beforeEach, describe, expect, test } from 'vitest';
import * as vscode from 'vscode';
import type { DoorOptions } from '../../../src/cli/doors/door.js';
import { mcpProviderId, offerMcpServer } from '../../../src/host/mcpServer.js';
import { type MemoryWindow, openWindow } from '../../util/editor/memoryWindow.js';
import { readManifest } from '../../../scripts/paths.js';
import { clozeWith } from '../cli/commands/clozeWith.js';
import { TestTerminal } from '../cli/testTerminal.js';

/** A server as an editor is told of it. */
class Definition {
  constructor(
    readonly label: string,
    readonly command: string,
    readonly args: readonly string[],
    readonly env: Readonly<Record<string, string>>,
    readonly version: string,
  ) {}
}

interface Provider {
  readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
  readonly provideMcpServerDefinitions: () => unknown[];
}

const places = {
  extensionUri: vscode.Uri.file('/extensions/cloze'),
  globalStorageUri: vscode.Uri.file('/storage/cloze'),
  storageUri: undefined,
};

let window: MemoryWindow;
let offered: { readonly id: string; readonly provider: Provider } | undefined;
let changes: number;

beforeEach(() => {
  window = openWindow();
  changes = 0;
  offered = undefined;
  const registerMcpServerDefinitionProvider = (id: string, provider: Provider): vscode.Disposable => {
    offered = { id, provider };
    provider.onDidChangeMcpServerDefinitions(() => {
      changes++;
    });
    return vscode.Disposable.from();
  };
  offerMcpServer(places, '1.2.3', { lm: { registerMcpServerDefinitionProvider }, McpStdioServerDefinition: Definition });
});

const definitions = (): readonly Definition[] => (offered?.provider.provideMcpServerDefinitions() ?? []) as Definition[];

/** What the command of the offered server opens the door with. */
async function opened(): Promise<DoorOptions | undefined> {
  const [definition] = definitions();
  const terminal = new TestTerminal();
  Object.assign(terminal.env, definition?.env);
  let options: DoorOptions | undefined;
  terminal.openDoor = () => Promise.resolve({ serve: (given) => Promise.resolve(void (options = given)).then(() => 0) });
  await clozeWith({}, definition?.args.slice(1) ?? [], terminal);
  return options;
}

describe('Agents in the editor are offered the server', () => {
  test('by the id that the manifest has', () => {
    const { contributes } = readManifest() as unknown as {
      readonly contributes: { readonly mcpServerDefinitionProviders: readonly { readonly id: string }[] };
    };
    expect(contributes.mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([mcpProviderId]);
    expect(offered?.id).toBe(mcpProviderId);
  });

  test('as a command of this version, with a Node of the editor’s', () => {
    expect(definitions()).toMatchObject([
      { label: 'Cloze', command: process.execPath, version: '1.2.3', env: { ELECTRON_RUN_AS_NODE: '1' } },
    ]);
    expect(definitions()[0]?.args.slice(0, 2)).toEqual(['/extensions/cloze/dist/cli.js', 'mcp']);
  });

  test('with the models and folders of the window, so that both use one engine', async () => {
    for (const [key, value] of Object.entries({
      model: 'a/b',
      encoderModel: 'c',
      modelFolders: ['/one', '/two'],
      threads: 3,
      deviceMemory: 900,
    }))
      window.settings.set(`cloze.${key}`, value);
    const options = await opened();
    expect(options).toMatchObject({
      shared: true,
      init: { causalModel: 'a/b', encoderModel: 'c', cacheFolder: '/storage/cloze/graphs', device: 'auto', threads: 3, deviceMemory: 900 },
    });
    expect(options?.init.modelFolders.slice(0, 2)).toEqual(['/one', '/two']);
  });

  test('with an engine of its own where the window shares none', async () => {
    window.settings.set('cloze.engine.shared', false);
    expect((await opened())?.shared).toBe(false);
  });

  test('not while Cloze is off, and the editor hears of each change', () => {
    window.settings.set('cloze.enable', false);
    expect(definitions()).toEqual([]);
    window.settings.set('cloze.enable', true);
    expect(definitions()).toHaveLength(1);
    expect(changes).toBe(2);
  });
});

test('An editor that knows no such servers is left alone', () => {
  offered = undefined;
  offerMcpServer(places, '1.2.3', { lm: {} }).dispose();
  expect(offered).toBeUndefined();
});
