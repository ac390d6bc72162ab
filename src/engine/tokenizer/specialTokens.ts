import { isRecord } from '../models/json.js';
import type { Token } from './token.js';
import { invalidTokenizer, type TokenizerFile } from './tokenizerFile.js';

/** The tokens that an encoder's sequences are built with, in BERT: [CLS], [SEP] and [MASK]. */
export interface SpecialTokens {
  /** Stands before a sequence; its row speaks for the whole. */
  readonly start: Token;
  /** Stands after each segment. */
  readonly separator: Token;
  /** How many separators stand between two segments: 1, but 2 in RoBERTa. */
  readonly separators: 1 | 2;
  /** Stands for a masked token; absent where the tokenizer has none. */
  readonly mask?: Token;
}

/**
 * Reads what a tokenizer puts around texts. Fails with `model-invalid` where it puts nothing there that the model knows.
 * @param modelVocabulary how many tokens the model knows
 */
export function specialTokens(file: TokenizerFile, config: unknown, modelVocabulary = Infinity): SpecialTokens {
  const ids = idsOf(file, modelVocabulary);
  const written = isRecord(config) ? nameOf(config.mask_token) : undefined;
  const mask = [written, '[MASK]', '<mask>'].map((name) => ids.get(name ?? '')).find((id) => id !== undefined);
  for (const processor of processors(file.post_processor)) {
    const found = pairOf(processor);
    const [start, separator] = [ids.get(found?.start ?? ''), ids.get(found?.separator ?? '')];
    if (found === undefined || start === undefined || separator === undefined) continue;
    return { start, separator, separators: found.separators, ...(mask !== undefined && { mask }) };
  }
  throw invalidTokenizer('It puts no special tokens around a text, as the tokenizers of encoders do.');
}

/** What a tokenizer puts around a single text. */
export interface TextFrame {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
}

/** Reads what a causal model's tokenizer puts around a text: often one token before it, or nothing. */
export function textFrame(file: TokenizerFile, modelVocabulary = Infinity): TextFrame {
  const ids = idsOf(file, modelVocabulary);
  const tokens = (parts: readonly unknown[]): Token[] => specialsOf(parts).flatMap((name) => ids.get(name ?? '') ?? []);
  for (const processor of processors(file.post_processor)) {
    const parts: unknown = isRecord(processor) ? processor.single : undefined;
    if (!Array.isArray(parts)) continue;
    const text = parts.findIndex((part) => isRecord(part) && isRecord(part.Sequence));
    return { before: tokens(parts.slice(0, Math.max(0, text))), after: tokens(parts.slice(text + 1)) };
  }
  return { before: [], after: [] };
}

function idsOf({ added_tokens: added }: TokenizerFile, modelVocabulary: number): ReadonlyMap<string, Token> {
  return new Map(added.filter(({ id }) => id < modelVocabulary).map(({ content, id }) => [content, id as Token]));
}

interface Names extends Pick<SpecialTokens, 'separators'> {
  readonly start: string | undefined;
  readonly separator: string | undefined;
}

/** A post-processor, or those that it consists of. */
function processors(processor: unknown): unknown[] {
  if (!isRecord(processor)) return [];
  return Array.isArray(processor.processors) ? processor.processors : [processor];
}

function pairOf(processor: unknown): Names | undefined {
  if (!isRecord(processor)) return undefined;
  switch (processor.type) {
    case 'BertProcessing':
      return { start: nameOf(first(processor.cls)), separator: nameOf(first(processor.sep)), separators: 1 };
    case 'RobertaProcessing':
      return { start: nameOf(first(processor.cls)), separator: nameOf(first(processor.sep)), separators: 2 };
    case 'TemplateProcessing': {
      const names = specialsOf(processor.single);
      return { start: names[0], separator: names.at(-1), separators: specialsOf(processor.pair).length > 3 ? 2 : 1 };
    }
    default:
      return undefined;
  }
}

/** The special tokens of a template, in their order. */
function specialsOf(template: unknown): (string | undefined)[] {
  const parts: readonly unknown[] = Array.isArray(template) ? template : [];
  return parts.flatMap((part) => (isRecord(part) && isRecord(part.SpecialToken) ? [nameOf(part.SpecialToken.id)] : []));
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

/** Names stand as a text or as an object. */
function nameOf(token: unknown): string | undefined {
  const name = isRecord(token) ? token.content : token;
  return typeof name === 'string' ? name : undefined;
}
