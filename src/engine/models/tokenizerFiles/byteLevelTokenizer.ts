import type { JsonRecord } from '../json.js';
import { preTokenizers } from '../gguf/tokenizer/preTokenizers.js';
import { addedTokens, flag, specialToken, template, type OlderTokenizer } from './tokenizerKind.js';

/**
 * The tokenizer of vocab.json and merges.txt, as GPT-2 and RoBERTa have it: pairs of byte-level characters.
 * Source: `GPT2Converter`, `RobertaConverter` and `Qwen2Converter` in transformers' convert_slow_tokenizer.py.
 */
export function byteLevelTokenizer(vocabulary: JsonRecord, merges: string, older: OlderTokenizer): object {
  const ids = new Map(Object.entries(vocabulary).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  const isRoberta = older.kind === 'roberta';
  const bos = specialToken(older, 'bos_token', isRoberta ? '<s>' : '<|endoftext|>');
  const end = isRoberta ? '</s>' : '<|endoftext|>';
  const [eos, unk] = [specialToken(older, 'eos_token', end), specialToken(older, 'unk_token', isRoberta ? '<unk>' : undefined)];
  const [cls, sep] = [specialToken(older, 'cls_token', isRoberta ? '<s>' : undefined), specialToken(older, 'sep_token', isRoberta ? '</s>' : undefined)];
  const [mask, pad] = [specialToken(older, 'mask_token', isRoberta ? '<mask>' : undefined), specialToken(older, 'pad_token', isRoberta ? '<pad>' : undefined)];
  const startsWithSpace = flag(older, 'add_prefix_space', false);
  const byteLevel = { type: 'ByteLevel', add_prefix_space: startsWithSpace, trim_offsets: true, use_regex: true };
  const qwen = preTokenizers.get('qwen2');
  const isQwen = older.kind === 'qwen' && qwen !== undefined;
  const around = isRoberta && cls !== undefined && sep !== undefined;
  const startsText = flag(older, 'add_bos_token', false) && bos !== undefined && ids.has(bos);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(older, ids, [bos, eos, unk, cls, sep, mask, pad]),
    normalizer: isQwen ? { type: 'NFC' } : null,
    pre_tokenizer: isQwen ? { type: 'Sequence', pretokenizers: qwen.steps } : byteLevel,
    post_processor: around
      ? { type: 'RobertaProcessing', sep: [sep, ids.get(sep)], cls: [cls, ids.get(cls)], trim_offsets: true, add_prefix_space: startsWithSpace }
      : startsText
        ? template(ids, [bos, 'A'], [bos, 'A', bos, 'B'])
        : { ...byteLevel, add_prefix_space: true, trim_offsets: false },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(ids),
      merges: linesOf(merges).filter((line) => line.includes(' ')),
    },
  };
}

/** The first line may be a comment with the version; a merge of two signs may begin with the same sign. */
function linesOf(merges: string): string[] {
  const lines = merges.split(/\r?\n/);
  return lines[0]?.startsWith('#version') === true ? lines.slice(1) : lines;
}
