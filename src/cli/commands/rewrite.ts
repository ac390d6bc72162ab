import { asksForLanguage, inLanguage, type RewritingTask, rewritingTasks } from '../../writing/rewriting/tasks.js';
import type { Command } from '../command.js';
import { usageError } from '../usageError.js';
import { writingDetails, writingOptions, writtenText } from '../writing/writtenText.js';

const names = Object.keys(rewritingTasks);

export const rewriteCommand: Command = {
  name: 'rewrite',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  summary: 'Rewrites a text with an instruction model.',
  details: `The task is ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}, or an instruction in your own words; {text} in it stands for the text, {language} for --to. A long text is
rewritten piece by piece, each of which ends where a paragraph does. Code blocks, tables and formulas stay as they are.

${writingDetails}`,
  options: {
    task: { value: 'TASK', default: 'clearer', help: 'What to do with the text.' },
    to: { value: 'LANGUAGE', help: 'The language to write in, where the task names {language}.' },
    ...writingOptions,
  },
  run(args, terminal) {
    const task = args.text('task') ?? 'clearer';
    if (task.trim() === '') throw usageError('--task is empty. Say what to do, for example: --task shorter');
    const instruction = Object.hasOwn(rewritingTasks, task) ? rewritingTasks[task as RewritingTask] : task;
    const language = args.text('to');
    if (asksForLanguage(instruction) && language === undefined)
      throw usageError('The task names {language}. Say which with --to LANGUAGE.');
    return writtenText(args, terminal, { instruction: inLanguage(instruction, language ?? ''), form: 'replacement' });
  },
};
