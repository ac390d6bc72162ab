import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { startDoor } from '../../util/startDoor.js';

/** A line of a recorded session: what one side sent. */
interface Recorded {
  readonly from: 'client' | 'server';
  readonly message: {
    readonly id?: number | string;
    readonly method?: string;
    readonly result?: Readonly<Record<string, unknown>>;
    readonly error?: { readonly code: number };
  };
}

/** No model is asked for anything here. */
const init: EngineInit = { modelFolders: [], cacheFolder: '/nowhere', causalModel: 'none', device: 'cpu', threads: 1 };

/** What an answer is, whatever its texts say today. */
const kindOf = ({ id, result, error }: Recorded['message']): unknown => ({
  id,
  ...(result !== undefined && { result: Object.keys(result).sort(), isError: result['isError'] === true }),
  ...(error !== undefined && { error: error.code }),
});

// Recorded with `npx @modelcontextprotocol/inspector --cli` between it and `cloze mcp`.
test('The inspector of the protocol gets the answers that it got when its session was recorded', async () => {
  const lines = (await readFile('test/data/mcp/inspector.jsonl', 'utf8')).trim().split('\n');
  const sessions: Recorded[][] = [];
  for (const line of lines.map((each) => JSON.parse(each) as Recorded)) {
    if (line.message.method === 'initialize') sessions.push([]);
    sessions.at(-1)?.push(line);
  }
  expect(sessions.length).toBeGreaterThan(3);
  for (const session of sessions) {
    const child = await startDoor('mcp', init);
    const answers: Recorded['message'][] = [];
    const read = createInterface(child.stdout).on('line', (line) => answers.push(JSON.parse(line) as Recorded['message']));
    for (const { from, message } of session) if (from === 'client') child.stdin.write(`${JSON.stringify(message)}\n`);
    const recorded = session.filter(({ from, message }) => from === 'server' && message.id !== undefined);
    const byId = (a: Recorded['message'], b: Recorded['message']): number => Number(a.id) - Number(b.id);
    await expect.poll(() => answers.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(recorded.length);
    child.stdin.end();
    await once(read, 'close');
    const told = answers.filter(({ id }) => id !== undefined).sort(byId);
    expect(told.map(kindOf)).toEqual(
      recorded
        .map(({ message }) => message)
        .sort(byId)
        .map(kindOf),
    );
  }
});
