import { inLanguage, translationTask } from '../../writing/rewriting/tasks.js';
import type { Command } from '../command.js';
import { usageError } from '../usageError.js';
import { writingDetails, writingOptions, writtenText } from '../writing/writtenText.js';

export const translateCommand: Command = {
  name: 'translate',
  operands: '[FILE|-]',
  operandCount: [0, 1],
  summary: 'Translates a text with an instruction model.',
  details: `A long text is translated piece by piece, each of which ends where a paragraph does. Code blocks, tables and formulas stay as they are.

${writingDetails}`,
  options: {
    to: { value: 'LANGUAGE', help: 'The language to translate into, in words that the model knows: German, Brazilian Portuguese.' },
    ...writingOptions,
  },
  run(args, terminal) {
    const language = args.text('to')?.trim() ?? '';
    if (language === '') throw usageError('Say which language to translate into: --to LANGUAGE');
    return writtenText(args, terminal, { instruction: inLanguage(translationTask, language), form: 'replacement', isTranslation: true });
  },
};
