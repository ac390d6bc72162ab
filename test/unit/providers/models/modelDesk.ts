import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { commands as toolCommands } from '../../../../src/cli/commands/all.js';
import { run } from '../../../../src/cli/run.js';
import { isOffline } from '../../../../src/common/modelTool/downloadEnvironment.js';
import { readSettings } from '../../../../src/host/settings.js';
import { registerModels } from '../../../../src/providers/models/registerModels.js';
import { ModelStore, type ToolRun } from '../../../../src/sessions/models/modelStore.js';
import type { MemoryQuickPick } from '../../../util/editor/memoryQuickPick.js';
import { type Writer, sitDown } from '../../../util/editor/writer.js';
import { FakeClock } from '../../../util/fakeClock.js';
import { fakeEngine } from '../../../util/fakeEngine.js';
import { LocalHub } from '../../../util/localHub.js';
import { tinyTokenizer } from '../../../util/tinyTokenizer.js';
import { TestTerminal } from '../../cli/testTerminal.js';

type Picker = MemoryQuickPick<import('vscode').QuickPickItem>;

/** A writer who chooses models: with a hub, an empty home, and the command line tool, which runs in this process. */
export class ModelDesk {
  readonly writer: Writer = sitDown();
  readonly engine = fakeEngine({ status: () => Promise.resolve({ state: 'idle', models: [], residentBytes: 0 }) });
  token: string | undefined;
  /** The words of each run of the tool. */
  readonly runs: string[] = [];
  #pickers = 0;

  private constructor(
    readonly hub: LocalHub,
    /** Where everything lies that is written. */
    readonly home: string,
  ) {
    const store = new ModelStore((toolRun) => this.#run(toolRun));
    const isOff = (): boolean => isOffline(this.#environment());
    registerModels({
      engine: this.engine,
      store,
      clock: new FakeClock(),
      log: { write: () => undefined, show: () => undefined, dispose: () => undefined },
      tool: {
        host: 'hub.example',
        releasesHost: 'releases.example',
        get isOffline() {
          return isOff();
        },
        token: () => Promise.resolve(this.token),
        setToken: (token) => {
          this.token = token;
          return Promise.resolve();
        },
      },
    });
  }

  /** With a hub that has `writer/tiny`, a small GPT-2. */
  static async open(): Promise<ModelDesk> {
    const desk = new ModelDesk(await LocalHub.start(), await mkdtemp(path.join(tmpdir(), 'cloze-desk-')));
    const golden = path.join('test', 'data', 'golden', 'gpt2');
    const names = (await readdir(golden)).filter((name) => /^model|^config/.test(name));
    const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(path.join(golden, name))] as const)));
    const tokenizer = { 'tokenizer.json': JSON.stringify(tinyTokenizer), 'tokenizer_config.json': '{}' };
    desk.hub.repositories.set('writer/tiny', { files: { ...files, ...tokenizer }, license: 'mit' });
    return desk;
  }

  async close(): Promise<void> {
    await this.hub.stop();
    await rm(this.home, { recursive: true });
  }

  /** The next list of models, once it is filled. */
  async picker(): Promise<Picker> {
    const picker = await vi.waitFor(
      () => {
        const next = this.writer.window.pickers[this.#pickers];
        if (next === undefined || next.busy) throw new Error('No list of models is open.');
        return next;
      },
      { timeout: 20_000 },
    );
    this.#pickers++;
    return picker;
  }

  setting(key: string): unknown {
    return this.writer.window.settings.valueOf(`cloze.${key}`);
  }

  #environment(): Record<string, string> {
    return { HOME: this.home, USERPROFILE: this.home, HF_ENDPOINT: this.hub.endpoint, CLOZE_CACHE: path.join(this.home, 'cache'), CLOZE_NETWORK: readSettings().network };
  }

  async #run({ words, cancel, onLine }: ToolRun): Promise<string> {
    this.runs.push(words.join(' '));
    const terminal = new TestTerminal();
    Object.assign(terminal.env, this.#environment(), this.token === undefined ? {} : { HF_TOKEN: this.token });
    const listening = cancel.onCancellationRequested(() => terminal.source.cancel());
    await run(words, toolCommands, terminal);
    listening.dispose();
    for (const line of terminal.messages.split('\n')) if (line !== '') onLine?.(line);
    return terminal.output;
  }
}
