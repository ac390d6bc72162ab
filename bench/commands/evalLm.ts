import type { Command } from '../../src/cli/command.js';
import { readTextRow } from '../eval/evalRow.js';
import { type LmResult, lmMetrics, rateText } from '../eval/lm.js';
import { grouped, type Report, reportText } from '../eval/report.js';
import { readRows } from '../eval/readRows.js';
import { engineOptions, evalOptions, jsonOption, learnedOptions, serverOptions } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import { withModel } from '../../src/cli/withEngine.js';

export const evalLmCommand: Command = {
  name: 'eval lm',
  operands: 'PATH',
  operandCount: [1, 1],
  summary: 'Measures how well a causal model predicts texts, in bits per byte.',
  details: `PATH is a file of JSON lines {group, text}, or a folder that holds lm.jsonl or prose/lm.jsonl. The first 512 tokens of each text are rated, with
the model's document-start token in front. The JSON value is {kind, rows, seconds, model, metrics: {bitsPerByte}, groups, skipped}.`,
  options: { ...evalOptions, ...learnedOptions, ...engineOptions, ...serverOptions, ...jsonOption },
  async run(args, terminal) {
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER);
    const { rows, skipped } = await readRows(args.operands[0] ?? '', 'lm.jsonl', readTextRow, limit, terminal);
    const report = await withModel(args, terminal, async (model): Promise<Report> => {
      const started = performance.now();
      const progress = new Progress(terminal, 'Text', rows.length);
      const results: LmResult[] = [];
      for (const row of rows) {
        progress.show(results.length);
        results.push(await rateText(row, model, terminal.cancel));
      }
      progress.clear();
      const seconds = (performance.now() - started) / 1000;
      return { kind: 'lm', rows: rows.length, seconds, model: model.name, ...grouped(results, lmMetrics), skipped };
    });
    return { json: report, text: () => reportText(report) };
  },
};
