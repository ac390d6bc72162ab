import { FlowChecker } from '../../src/sessions/flow/check/flowChecker.js';
import type { Command } from '../../src/cli/command.js';
import { findIntruder, intruderMetrics, type IntruderResult, readIntruderRow } from '../eval/intruder.js';
import { readRows } from '../eval/readRows.js';
import { grouped, type Report, reportText } from '../eval/report.js';
import { encoderOptions, engineOptions, evalOptions, flowOptions, jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import { modelNames } from '../../src/cli/modelNames.js';
import { withEngine } from '../../src/cli/withEngine.js';

export const evalIntruderCommand: Command = {
  name: 'eval intruder',
  operands: 'PATH',
  operandCount: [1, 1],
  summary: 'Measures how well the flow check finds a sentence that does not belong.',
  details: `PATH is a file of JSON lines {group, sentences, intruder, original}, or a folder that holds intruder.jsonl or prose/intruder.jsonl. The JSON value is
{kind, rows, seconds, model, metrics: {top1, auc, falseAlarmsPer100}, groups, skipped}: top1 is the share of paragraphs whose worst inner sentence is
the intruder, auc goes over all inner sentences, falseAlarmsPer100 counts warnings per 100 sentences of the paragraphs as they were written.`,
  options: {
    ...evalOptions,
    ...flowOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER);
    const { rows, skipped } = await readRows(args.operands[0] ?? '', 'intruder.jsonl', readIntruderRow, limit, terminal);
    const report = await withEngine(args, terminal, async (engine): Promise<Report> => {
      const started = performance.now();
      const progress = new Progress(terminal, 'Paragraph', rows.length);
      const checker = new FlowChecker((request, token) => engine.ratePairs(request, token));
      const results: IntruderResult[] = [];
      for (const row of rows) {
        progress.show(results.length);
        results.push(await findIntruder(row, checker, args.flag('thorough'), terminal.cancel));
      }
      progress.clear();
      const seconds = (performance.now() - started) / 1000;
      const { causal, encoder } = await modelNames(engine);
      const used = [encoder, causal].join(' + ');
      return { kind: 'intruder', rows: rows.length, seconds, model: used, ...grouped(results, intruderMetrics), skipped };
    });
    return { json: report, text: () => reportText(report) };
  },
};
