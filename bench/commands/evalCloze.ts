import type { EngineApi } from '../../src/common/engineApi.js';
import type { Command } from '../../src/cli/command.js';
import { clozeMetrics, type ClozeResult, type ClozeRow, type ClozeSettings, findAnswer, readClozeRow } from '../eval/cloze.js';
import { readRows } from '../eval/readRows.js';
import { grouped, type Report, reportText } from '../eval/report.js';
import { encoderOptions, engineOptions, evalOptions, jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { modelNames } from '../../src/cli/modelNames.js';
import { withEngine } from '../../src/cli/withEngine.js';

export const evalClozeCommand: Command = {
  name: 'eval cloze',
  operands: 'PATH',
  operandCount: [1, 1],
  summary: 'Measures how often the list of suggested words holds the word that was taken out.',
  details: `PATH is a file of JSON lines {group, before, answer, after}, or a folder that holds cloze.jsonl or prose/cloze.jsonl. The list is the one that the
command "Suggest Words" shows; words are compared without regard to case. The JSON value is {kind, rows, seconds, model, metrics: {top1, top5,
causalTop1, causalTop5}, groups, skipped}: the shares of rows whose word stands first, and among the first five, as listed and as the causal model alone puts
the same words in order.`,
  options: {
    alone: { help: 'Without the vote of the causal model.' },
    pieces: { value: 'N', default: '4', help: "How many pieces of the encoder's vocabulary a word may have, 1 to 4." },
    ...evalOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const settings = { maxPieces: args.integer('pieces', 1, 4) ?? 4, vote: !args.flag('alone') };
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER);
    const { rows, skipped } = await readRows(args.operands[0] ?? '', 'cloze.jsonl', readClozeRow, limit, terminal);
    const report = await withEngine(args, terminal, async (engine): Promise<Report> => {
      const started = performance.now();
      const results = await findAll(rows, engine, settings, terminal);
      const seconds = (performance.now() - started) / 1000;
      const { causal, encoder } = await modelNames(engine);
      const used = [encoder, ...(settings.vote ? [causal] : [])].join(' + ');
      return { kind: 'cloze', rows: rows.length, seconds, model: used, ...grouped(results, clozeMetrics), skipped };
    });
    return { json: report, text: () => reportText(report) };
  },
};

async function findAll(rows: readonly ClozeRow[], engine: EngineApi, settings: ClozeSettings, terminal: Terminal): Promise<ClozeResult[]> {
  const progress = new Progress(terminal, 'Row', rows.length);
  const results: ClozeResult[] = [];
  for (const row of rows) {
    progress.show(results.length);
    results.push(await findAnswer(row, engine, settings, terminal.cancel));
  }
  progress.clear();
  return results;
}
