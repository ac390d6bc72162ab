import { flowDocument, type FlowSentence } from '../../writing/flow/document/flowDocument.js';
import { TextLines } from '../../report/flow/textLines.js';
import type { Command } from '../command.js';
import { inputLanguage, languageOption } from '../input/languageOption.js';
import { emptyInput, inputName, isEmpty, readText } from '../input/readText.js';
import { jsonOption } from '../options.js';

export const sentencesCommand: Command = {
  name: 'sentences',
  operands: 'FILE|-',
  operandCount: [1, 1],
  summary: 'Prints the sentences that the models read of a document.',
  details: `Paragraphs are read; headings, lists, tables, code and quotations are not, and the markup within a sentence is left out. Each line is
LINE:COLUMN: and the sentence. The JSON value is a list of {offset, length, text}: where it is in the document, in UTF-16 code units, and what
is read of it. No model is needed.`,
  options: {
    language: languageOption,
    ...jsonOption,
  },
  async run(args, terminal) {
    const [operand = '-'] = args.operands;
    const language = inputLanguage(args, operand);
    const text = await readText(operand, terminal);
    if (isEmpty(text)) throw emptyInput(inputName(operand));
    const sentences = flowDocument(text, language).blocks.flatMap((block) => block.sentences);
    if (sentences.length === 0) terminal.writeMessage(`cloze: No sentence was found in it, read as ${language}.\n`);
    return { json: sentences.map(toJson), text: () => toText(text, sentences) };
  },
};

function toJson({ start, end, text }: FlowSentence): unknown {
  return { offset: start, length: end - start, text };
}

function toText(document: string, sentences: readonly FlowSentence[]): string {
  const lines = new TextLines(document);
  return sentences
    .map(({ start, text }) => {
      const { line, column } = lines.at(start);
      return `${line}:${column}: ${text}\n`;
    })
    .join('');
}
