import type { EngineApi } from '../../src/common/engineApi.js';
import type { StopAt } from '../../src/common/methods/completion.js';
import { type Thresholds, thresholds } from '../../src/writing/continuation/quietness.js';
import type { Arguments } from '../../src/cli/arguments.js';
import type { Command } from '../../src/cli/command.js';
import { readTextRow, type TextRow } from '../eval/evalRow.js';
import { FeatureLog } from '../eval/featureLog.js';
import { type KeystrokesResult, keystrokesMetrics } from '../eval/keystrokes.js';
import { grouped, type Report, reportText } from '../eval/report.js';
import { readRows } from '../eval/readRows.js';
import { simulateWriter, startOfWriting, wordsBefore } from '../eval/simulatedWriter.js';
import { WriterSession } from '../eval/writerSession.js';
import { engineOptions, evalOptions, jsonOption, learnedOptions } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import type { Terminal } from '../../src/cli/terminal.js';
import type { Preferences } from '../../src/sessions/completion/completionSession.js';
import { modelNames } from '../../src/cli/modelNames.js';
import { withEngine } from '../../src/cli/withEngine.js';

/** Shows whatever the model says, to learn how good it is; lengths are those of "balanced". */
const all: Thresholds = { ...thresholds.balanced, whole: 0, firstWord: 0, insideWord: 0 };

export const evalKeystrokesCommand: Command = {
  name: 'eval keystrokes',
  operands: 'PATH',
  operandCount: [1, 1],
  summary: 'Measures how many keystrokes ghost text saves a simulated writer.',
  details: `PATH is a file of JSON lines {group, text}, or a folder that holds keystrokes.jsonl or prose/keystrokes.jsonl. A writer types each text after its
first ten words and takes ghost text where it is what comes next. The JSON value is {kind, rows, seconds, model, metrics: {saved, shownPer100Keys,
acceptance, wrongFromFirstWord, p50Ms, p95Ms, modelKeys, alongKeys}, groups, skipped}. The times are those of the modelKeys, the keys that needed
the model; the alongKeys were answered by what the writer typed or took along with.`,
  options: {
    quietness: {
      value: 'quiet|balanced|eager|all',
      default: 'balanced',
      help: 'How sure a suggestion must be to be shown; all shows every one.',
    },
    'max-words': { value: 'N', default: '10', help: 'The most words of a suggestion.' },
    'stop-at': { value: 'word|clause|sentence|line', default: 'sentence', help: 'Where a suggestion ends at the latest.' },
    features: { value: 'FILE', help: 'Write each shown suggestion with its features and outcome, one JSON object a line.' },
    ...evalOptions,
    ...learnedOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const preferences = preferencesOf(args);
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER);
    const { rows, skipped } = await readRows(args.operands[0] ?? '', 'keystrokes.jsonl', readWritableRow, limit, terminal);
    const features = args.text('features');
    const log = features === undefined ? undefined : await FeatureLog.open(features, terminal);
    try {
      const report = await withEngine(args, terminal, async (engine): Promise<Report> => {
        // Loads the model, so that no key has to wait for that.
        await engine.warm({ context: { headings: [], before: rows[0]?.text.slice(0, 100) ?? '', after: '' } }, terminal.cancel);
        const started = performance.now();
        const results = await writeAll(rows, engine, preferences, terminal, log);
        const seconds = (performance.now() - started) / 1000;
        const { causal: model } = await modelNames(engine);
        return { kind: 'keystrokes', rows: rows.length, seconds, model, ...grouped(results, keystrokesMetrics), skipped };
      });
      return { json: report, text: () => reportText(report) };
    } finally {
      await log?.close();
    }
  },
};

function preferencesOf(args: Arguments): Preferences {
  const quietness = args.choice('quietness', ['quiet', 'balanced', 'eager', 'all']) ?? 'balanced';
  return {
    ...(quietness === 'all' ? { quietness: 'balanced', limits: all } : { quietness }),
    maxWords: args.integer('max-words', 1, 60) ?? 10,
    stopAt: args.choice<StopAt>('stop-at', ['word', 'clause', 'sentence', 'line']) ?? 'sentence',
  };
}

function readWritableRow(fields: Readonly<Record<string, unknown>>): TextRow {
  const row = readTextRow(fields);
  if (startOfWriting(row.text) === undefined) throw new Error(`The "text" has no more than ${wordsBefore} words.`);
  return row;
}

async function writeAll(
  rows: readonly TextRow[],
  engine: EngineApi,
  preferences: Preferences,
  terminal: Terminal,
  log: FeatureLog | undefined,
): Promise<KeystrokesResult[]> {
  const progress = new Progress(terminal, 'Text', rows.length);
  const results: KeystrokesResult[] = [];
  for (const [index, { group, text }] of rows.entries()) {
    progress.show(index);
    const session = new WriterSession(engine, preferences, terminal.cancel);
    try {
      const writing = await simulateWriter(text, (before) => session.suggest(before), terminal.cancel);
      if (writing === undefined) continue;
      await log?.add(index, text, session.shown);
      const { characters, keys, outcomes } = writing;
      const { latencies, keysAlong } = session;
      results.push({ group, characters, keys, outcomes: [...outcomes.values()], latencies, keysAlong });
    } finally {
      session.dispose();
    }
  }
  progress.clear();
  return results;
}
