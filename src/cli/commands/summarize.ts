import { summaryTask } from '../../writing/rewriting/tasks.js';
import type { Command } from '../command.js';
import { writingDetails, writingOptions, writtenText } from '../writing/writtenText.js';

export const summarizeCommand: Command = {
  name: 'summarize',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  summary: 'Summarizes a text with an instruction model.',
  details: `A text that is too long for the model is summarized piece by piece, and then the summaries.

${writingDetails}`,
  options: writingOptions,
  run: (args, terminal) => writtenText(args, terminal, { instruction: summaryTask, form: 'summary' }),
};
