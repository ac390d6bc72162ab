import { append } from '../../src/common/append.js';
import type { Command } from '../../src/cli/command.js';
import { nextSentenceMetrics, type NextSentenceResult, ratePairRows, readNextSentenceRow } from '../eval/nextSentence.js';
import { readRows } from '../eval/readRows.js';
import { grouped, type Report, reportText } from '../eval/report.js';
import { encoderOptions, engineOptions, evalOptions, jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import { modelNames } from '../../src/cli/modelNames.js';
import { withEngine } from '../../src/cli/withEngine.js';

/** Rows that are rated in one go: similar lengths find each other, and progress is seen. */
const batchSize = 64;

export const evalNextSentenceCommand: Command = {
  name: 'eval next-sentence',
  operands: 'PATH',
  operandCount: [1, 1],
  summary: 'Measures how well sentences that follow each other are told from others.',
  details: `PATH is a file of JSON lines {group, a, b, next}, or a folder that holds next-sentence.jsonl or prose/next-sentence.jsonl. The probability is the one
that "cloze next" prints. The JSON value is {kind, rows, seconds, model, metrics: {accuracy, auc}, groups, skipped}: accuracy at a probability of one half.`,
  options: {
    by: { value: 'both|encoder|causal', default: 'both', help: 'By both models and the words, or by one model alone.' },
    ...evalOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const by = args.choice('by', ['both', 'encoder', 'causal']) ?? 'both';
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER);
    const { rows, skipped } = await readRows(args.operands[0] ?? '', 'next-sentence.jsonl', readNextSentenceRow, limit, terminal);
    const report = await withEngine(args, terminal, async (engine): Promise<Report> => {
      const started = performance.now();
      const progress = new Progress(terminal, 'Row', rows.length);
      const results: NextSentenceResult[] = [];
      for (let from = 0; from < rows.length; from += batchSize) {
        progress.show(from);
        append(results, await ratePairRows(rows.slice(from, from + batchSize), by, engine, terminal.cancel));
      }
      progress.clear();
      const seconds = (performance.now() - started) / 1000;
      const { causal, encoder } = await modelNames(engine);
      const used = by === 'both' ? `${encoder} + ${causal}` : by === 'encoder' ? encoder : causal;
      return { kind: 'next-sentence', rows: rows.length, seconds, model: used, ...grouped(results, nextSentenceMetrics), skipped };
    });
    return { json: report, text: () => reportText(report) };
  },
};
