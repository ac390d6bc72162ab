import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/common/cancellation.js';
import type { EngineInit } from '../../src/common/methods/lifecycle.js';
import { createEngine } from '../../src/engine/engine.js';
import { ToolRunner, tools } from '../../src/tools/toolTable.js';
import { connectAgent } from '../../bench/doors/connectAgent.js';
import { startDoor, startLanguageServer } from '../util/startDoor.js';
import { type SmallModels, smallModels } from './smallModels.js';

/** How far a tool is. */
interface Told {
  readonly done: number;
  readonly total: number;
}

/** All that runs tools for someone else. */
interface Tools {
  /** Which tools it has. */
  readonly names: readonly string[];
  /** Runs one. Rejects with the sentence that says what is wrong. */
  run(name: string, input: unknown, hear?: (told: Told) => void): Promise<unknown>;
  close(): Promise<unknown>;
}

const text = 'two boats had come in before dawn. the crews were asleep. the harbour was quiet that morning.';

/** For each tool: an input that can be meant. */
const inputs: Readonly<Record<string, object>> = {
  cloze_flow: { text },
  cloze_surprisal: { text, top: 3 },
  cloze_words: { text: 'the harbour was [MASK] that morning', top: 3 },
  cloze_continue: { text: 'the harbour was quiet that', maxWords: 3 },
  cloze_classify: { texts: ['two boats', 'the crews'], labels: ['boats', 'crews'] },
  cloze_compare: { versions: ['the harbour was quiet.', 'quiet was harbour the.'] },
};

const all = tools.map(({ name }) => name);

/** Each of these has to give the same. */
const doors: Readonly<Record<string, (init: EngineInit) => Promise<Tools>>> = {
  'the tools themselves': (init) => {
    const engine = createEngine(init, { log: () => undefined, now: () => performance.now() });
    const runner = new ToolRunner(engine, () => Promise.reject(new Error('No file is read here.')));
    return Promise.resolve({
      names: all,
      run: (name, input, hear) => runner.run(name, input, { token: neverCancelled, report: (done, total) => hear?.({ done, total }) }),
      close: () => engine.dispose(),
    });
  },

  'the server of the Model Context Protocol': async (init) => {
    const child = await startDoor('mcp', init);
    const client = await connectAgent(child);
    return {
      names: all,
      run: async (name, input, hear) => {
        const onprogress =
          hear && ((told: { progress: number; total?: number | undefined }) => hear({ done: told.progress, total: told.total ?? 0 }));
        const call = { name, arguments: input as Record<string, unknown> };
        const { isError, content, structuredContent } = await client.callTool(call, undefined, onprogress && { onprogress });
        if (isError === true) throw new Error((content as readonly { readonly text: string }[])[0]?.text);
        return structuredContent;
      },
      close: () => {
        const ended = once(child, 'exit');
        child.stdin.end();
        return ended;
      },
    };
  },

  'the language server': async (init) => {
    const { child, connection } = await startLanguageServer(init);
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    return {
      names: ['cloze_classify'],
      run: (_, input) => connection.sendRequest('workspace/executeCommand', { command: 'cloze.labels.classify', arguments: [input] }),
      close: () => {
        const ended = once(child, 'exit');
        child.stdin.end();
        return ended;
      },
    };
  },
};

let models: SmallModels;
/** What the tools themselves say. */
const said = new Map<string, unknown>();
beforeAll(async () => {
  models = await smallModels();
});
afterAll(() => models.remove());

describe.each(Object.entries(doors))('%s', (_, open) => {
  let opened: Tools;
  beforeAll(async () => void (opened = await open(models.init)));
  afterAll(() => opened.close());

  test('answers with plain data, the same everywhere, and tells how far it is', async () => {
    for (const name of opened.names) {
      const told: Told[] = [];
      const answer = await opened.run(name, inputs[name], (each) => told.push(each));
      expect(answer, name).toEqual(JSON.parse(JSON.stringify(answer)));
      if (said.has(name)) expect(answer, name).toEqual(said.get(name));
      else said.set(name, answer);
      const done = told.map((each) => each.done);
      expect(done, name).toEqual([...done].sort((a, b) => a - b));
      for (const each of told) expect(each.done).toBeLessThanOrEqual(each.total);
    }
  });

  test('refuses in a sentence what cannot be meant', async () => {
    for (const name of opened.names) {
      for (const bad of [{}, { text: 5 }, { texts: [] }, { file: '../../etc/passwd' }]) {
        await expect(opened.run(name, bad), name).rejects.toThrow(/^[A-Z].{20,}/);
      }
    }
  });
});

test('Each tool has a case', () => {
  expect(Object.keys(inputs).sort()).toEqual([...all].sort());
});
