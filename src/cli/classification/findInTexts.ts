import type { FoundLabel } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { cancelledError } from '../../common/clozeError.js';
import { kindsFound } from '../../learning/tagging/tagScheme.js';
import { tableLine } from '../../learning/table/csvText.js';
import { TextLines } from '../../report/flow/textLines.js';
import { column, percent } from '../../prose/plainText.js';
import type { Arguments } from '../arguments.js';
import type { Outcome } from '../command.js';
import { emptyInput, inputName, isEmpty } from '../input/readText.js';
import { type TextBlock, textBlocks } from '../input/textBlocks.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';
import { bytesOf, tableFormat } from './tableSource.js';

/** A finding with its place in a text: an offset in UTF-16 code units, and a line and a column from 1. */
interface PlacedLabel extends FoundLabel {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Whether a classifier labels words, not texts. */
export function labelsWords({ unit = 'text' }: ClassifierHead): boolean {
  return unit !== 'text';
}

/** Prints the words of texts that a classifier of words has labels for, as they are found. */
export async function findInTexts(head: ClassifierHead, args: Arguments, terminal: Terminal): Promise<Outcome> {
  const [isJson, isCsv] = [args.flag('json'), args.flag('csv')];
  const texts: { file?: string; found: PlacedLabel[] }[] = [];
  let hasText = false;
  const names = isCsv ? tableLine(['file', 'line', 'column', 'offset', 'length', 'label', 'probability', 'text'], 'csv') : '';
  await withEngine(args, terminal, async (engine) => {
    for (const { name, blocks } of sourcesOf(args, terminal)) {
      const all: PlacedLabel[] = [];
      for await (const block of blocks) {
        if (terminal.cancel.isCancellationRequested) throw cancelledError();
        if (isEmpty(block.text)) continue;
        if (!hasText && !isJson) await terminal.writeOutput(names);
        hasText = true;
        const found = await findIn(block, head, engine, terminal);
        if (isJson) for (const each of found) all.push(each);
        else await terminal.writeOutput(found.map((each) => (isCsv ? csvLine(name, each) : textLine(name, each))).join(''));
      }
      texts.push({ ...(name !== '' && { file: name }), found: all });
    }
    if (!hasText) throw emptyInput(args.operands.map(inputName).join(', ') || '--text');
  });
  return { json: { labels: kindsFound(head), model: head.features[0]?.model, texts }, text: () => '' };
}

interface NamedBlocks {
  /** Empty for a text that is no file. */
  readonly name: string;
  readonly blocks: AsyncIterable<TextBlock>;
}

function sourcesOf(args: Arguments, terminal: Terminal): NamedBlocks[] {
  const wrong = ['multi-label', 'why', 'resume'].find((name) => args.flag(name)) ?? ['output', 'sarif'].find((name) => args.text(name) !== undefined); // prettier-ignore
  if (wrong !== undefined) throw usageError(`--${wrong} is for classifiers of texts, and this one labels words.`);
  const given = args.text('text');
  if (given !== undefined) return [{ name: '', blocks: textBlocks(inOnePiece(given), '--text') }];
  return args.operands.map((operand) => {
    const format = operand === '-' ? args.text('format') : tableFormat(operand, args);
    if (format !== undefined && format !== 'lines') {
      throw usageError(`${operand} is a table, and a classifier of words reads texts. Give it the texts themselves, or --format lines.`);
    }
    return { name: operand === '-' ? '' : operand, blocks: textBlocks(bytesOf(operand, terminal), inputName(operand)) };
  });
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

async function findIn(block: TextBlock, head: ClassifierHead, engine: EngineApi, terminal: Terminal): Promise<PlacedLabel[]> {
  const { found } = await engine.findLabels({ text: block.text, classifier: { kind: 'head', head } }, terminal.cancel);
  const lines = new TextLines(block.text);
  return found.map(({ offset, length, label, probability }) => {
    const place = lines.at(offset);
    return {
      offset: block.offset + offset,
      length,
      line: block.line + place.line - 1,
      column: place.line === 1 ? block.column + place.column - 1 : place.column,
      label,
      probability,
      text: block.text.slice(offset, offset + length),
    };
  });
}

function textLine(name: string, { line, column: at, label, probability, text }: PlacedLabel): string {
  const place = `${name === '' ? '' : `${name}:`}${line}:${at}`;
  return `${column(place, 12)}${column(label, 12)}${column(percent(probability), 7, 'right')}  ${text.replace(/\s+/g, ' ')}\n`;
}

function csvLine(name: string, { line, column: at, offset, length, label, probability, text }: PlacedLabel): string {
  return tableLine([name, ...[line, at, offset, length].map(String), label, String(probability), text], 'csv');
}
