import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { neverCancelled } from '../../src/common/cancellation.js';
import type { DoorName } from '../../src/cli/doors/door.js';
import { afterEditMs } from '../../src/sessions/flow/fileResults.js';
import { connectAgent } from '../doors/connectAgent.js';
import { LanguageClient, endOf } from '../doors/languageClient.js';
import { oddWords } from '../doors/oddWords.js';
import { replayKeys } from '../doors/replayKeys.js';
import { startCommand, startDoor } from '../doors/startDoor.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { BenchContext, Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';
import { quantile, summarise } from '../harness/statistics.js';
import { benchText } from '../harness/text.js';
import { replay } from '../replay/replay.js';

/** 60 words a minute. */
const keyMs = 200;

const manuscriptWords = 50_000;

/** A check that has sent nothing for so long is over, and so is the one after a pause in writing. */
const checkedMs = 2_500;

export const doors: Measure = {
  name: 'doors',
  title: 'Other editors and agents',
  method:
    'The programs of `cloze lsp` and `cloze mcp`, each a process of its own, over their streams. A tool call and the diagnostics are with an engine that answers at once, so that all of the time is that of the door, its channel and the check itself; a call is cloze_surprisal of 300 words. Diagnostics: from a character in the middle of a manuscript of 50,000 words until they are sent, without the 0.7 s for which the text has to rest. Keys: a paragraph is typed at 60 words a minute behind some 512 tokens, through the editor’s own session and through the language server, with the embedded model; milliseconds until the writer has an answer, and how many more of them by the language server. Memory: resident, after the first request, with no engine started.',
  async run(context) {
    // Memory before keys, for which the engine is bundled as it is while one works on it.
    return [await toolCalls(context), await diagnostics(context), ...(await memory(context)), ...(await keys(context))];
  },
};

async function toolCalls(context: BenchContext): Promise<Figure> {
  context.log('Calling tools …');
  const text = (await benchText(context.root)).split(/\s+/).slice(0, 300).join(' ');
  const door = await startDoor(context, 'mcp', 'instant');
  const client = await connectAgent(door.child);
  const call = async (): Promise<number> => {
    const started = performance.now();
    await client.callTool({ name: 'cloze_surprisal', arguments: { text } });
    return performance.now() - started;
  };
  for (let round = 0; round < 20; round++) await call();
  const times: number[] = [];
  for (let round = 0; round < (context.quick ? 5 : 400); round++) times.push(await call());
  await door.end();
  const note = `half of the calls ${quantile(times, 0.5).toFixed(1)} ms`;
  return {
    what: 'tool call over the engine’s time, 95 of 100 calls',
    unit: 'ms',
    ours: quantile(times, 0.95),
    target: { atMost: 10 },
    note,
  };
}

async function diagnostics(context: BenchContext): Promise<Figure> {
  context.log('Editing a manuscript …');
  const text = await manuscript(context);
  const door = await startDoor(context, 'lsp', 'instant');
  const client = new LanguageClient(door);
  const first = client.diagnostics(1);
  await client.open(text, { flow: { automatic: true } });
  await first;
  await client.quiet(checkedMs);
  const middle = text.indexOf('the ', Math.floor(text.length / 2));
  const times: number[] = [];
  for (let round = 0; round < (context.quick ? 1 : 8); round++) {
    const found = client.diagnostics(1);
    const started = performance.now();
    await client.insert(endOf(text.slice(0, middle)), 'x');
    await found;
    times.push(performance.now() - started - afterEditMs);
    await client.quiet(checkedMs);
  }
  client.close();
  await door.end();
  return { what: 'diagnostics after an edit', unit: 'ms', ours: summarise(times), target: { atMost: 300 } };
}

async function keys(context: BenchContext): Promise<Figure[]> {
  const text = (await benchText(context.root)).split('\n\n').slice(1).join('\n\n');
  const before = text.slice(0, Math.round(512 * 4.4));
  const typed = text
    .slice(before.length)
    .replaceAll(/\s+/g, ' ')
    .slice(0, context.quick ? 10 : 240);
  context.log('Typing through the session …');
  const engine = await startEngine(context);
  await engine.client.engine.warm({ context: { headings: [], before, after: '' } });
  const { latencies, along } = await replay(before, typed, keyMs, engine.client.engine);
  const own = [...latencies, ...Array.from({ length: along }, () => 0)];
  await stopEngine(engine);
  context.log('Typing through the language server …');
  const door = await startDoor(context, 'lsp', 'real');
  const client = new LanguageClient(door);
  await client.open(before, { flow: { automatic: false } });
  // Loads the model.
  await client.continuations(endOf(before), neverCancelled);
  const served = await replayKeys(client, before, typed, keyMs);
  client.close();
  await door.end();
  const more = (share: number): Figure => {
    const [ours, theirs] = [quantile(served, share), quantile(own, share)];
    return {
      what: `key to inline completion, more than the session’s own, ${share === 0.5 ? 'half' : '95 of 100'} of the keys`,
      unit: 'ms',
      ours: ours - theirs,
      target: { atMost: 20 },
      note: `${ours.toFixed(1)} ms by the language server, ${theirs.toFixed(1)} ms by the session`,
    };
  };
  return [more(0.5), more(0.95)];
}

async function memory(context: BenchContext): Promise<Figure[]> {
  const names: readonly DoorName[] = ['lsp', 'mcp'];
  const figures: Figure[] = [];
  for (const name of names) {
    context.log(`Starting cloze ${name} …`);
    const door = await startCommand(context, name);
    if (name === 'lsp') await new LanguageClient(door).open('The harbor was quiet.\n', { flow: { automatic: false } });
    else await (await connectAgent(door.child)).listTools();
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(door.child.pid)]);
    figures.push({
      what: `memory of cloze ${name} without a model`,
      unit: 'MB',
      ours: (Number(stdout) * 1024) / 1e6,
      target: { atMost: 80 },
    });
    await door.end();
  }
  return figures;
}

/** The sample, over and over, with a sentence in each that does not follow. */
async function manuscript({ root, quick }: BenchContext): Promise<string> {
  const sample = await benchText(root);
  const part = `${sample.trim()} The company’s ${oddWords} rose by eleven percent. It went on as before.\n\n`;
  const words = quick ? 2_000 : manuscriptWords;
  return part.repeat(Math.ceil(words / part.split(/\s+/).length));
}
