import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { doorCommand } from '../../util/startDoor.js';
import { graphs } from '../cli/clozeCommand.js';

/** What an editor writes down of its session. */
interface Session {
  /** Of each warning, the column at which it starts and its message. */
  readonly diagnostics: readonly { readonly column: number; readonly message: string }[];
  readonly actions: readonly string[];
  /** The text after the warning was muted by a comment; absent where the language has none. */
  readonly text?: string;
  /** How many warnings there are then. */
  readonly left?: number;
}

const stranger = 'Revenue rose sharply in the third quarter.';
const text = `The boat came in at dawn. The crew went home to sleep. ${stranger} The harbor was quiet that day.\n`;
const root = path.join(import.meta.dirname, '../../..');
const init: EngineInit = {
  modelFolders: [path.join(root, 'models')],
  cacheFolder: graphs,
  causalModel: 'smollm2-135m-instruct',
  encoderModel: 'bert-base-uncased',
  device: 'cpu',
  threads: 2,
};

let folder: string;
let command: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  await writeFile(path.join(folder, '.clozeignore'), '# Ours\n');
  command = await doorCommand('lsp', init);
});
afterAll(() => rm(folder, { recursive: true }));

async function session(editor: string, args: (script: string) => readonly string[], script: string, file: string): Promise<Session> {
  await writeFile(path.join(folder, file), text);
  const out = path.join(folder, `${editor}.json`);
  const env = { ...process.env, HOME: folder, CLOZE_FILE: path.join(folder, file), CLOZE_OUT: out, CLOZE_COMMAND: JSON.stringify(command) };
  await promisify(execFile)(editor, [...args(path.join(import.meta.dirname, script))], { env, timeout: 110_000 });
  return JSON.parse(await readFile(out, 'utf8')) as Session;
}

function isHere(editor: string): boolean {
  try {
    execFileSync(editor, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// "apt-get install neovim emacs-nox elpa-eglot" brings both; where one is missing, its test is skipped.
describe.skipIf(!isHere('nvim'))('Neovim', () => {
  test('shows a warning, offers what can be done, and mutes it by a comment', async () => {
    const found = await session('nvim', (script) => ['--headless', '--clean', '-c', `luafile ${script}`], 'neovim.lua', 'a.md');
    expect(found.diagnostics).toEqual([
      { column: text.indexOf(stranger), message: expect.stringMatching(/^This sentence seems not to follow/) as string },
    ]);
    expect(found.actions).toEqual(expect.arrayContaining(['Find a Better Place in the Paragraph', 'Mute This Sentence with a Comment']));
    expect(found.text).toBe(text.replace(` ${stranger}`, ` <!-- cloze-ignore-next --> ${stranger}`));
    expect(found.left).toBe(0);
  });
});

describe.skipIf(!isHere('emacs'))('Emacs', () => {
  test('shows a warning and offers what can be done', async () => {
    const found = await session('emacs', (script) => ['--batch', '-l', script], 'emacs.el', 'a.txt');
    expect(found.diagnostics).toEqual([
      { column: text.indexOf(stranger), message: expect.stringMatching(/This sentence seems not to follow/) as string },
    ]);
    expect(found.actions).toEqual(
      expect.arrayContaining(['Find a Better Place in the Paragraph', 'Mute This Pair for Everyone, in .clozeignore']),
    );
  });
});
