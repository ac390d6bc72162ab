import { isRecord } from '../models/json.js';
import type { TokenizerFile } from './tokenizerFile.js';

/**
 * Rewrites a tokenizer.json so that @huggingface/tokenizers 0.2.0 does what the reference (the Rust tokenizers) does with it.
 * Faults that this avoids:
 * - `Digits` takes only 0 to 9 for digits; the reference takes all of Unicode's numbers (², ٣, Ⅳ).
 * - `ByteLevel` takes U+FEFF for white space and U+0085 for none; the reference goes by Unicode. The library's `Split` is right.
 * - `BertNormalizer` looks at UTF-16 code units, so it misses the Chinese characters beyond U+FFFF.
 * - `Unigram` gives one unknown token for each unknown character; the reference gives one for a row of them.
 * - `BertNormalizer` and `Lowercase` give a Σ at a word's end another lower case than elsewhere; the reference goes letter by letter.
 * Added tokens within words are mended elsewhere (`singleWords.ts`), as no file could say it. One fault remains: `ByteFallback` leaves U+FEFF out of what it decodes.
 */
export function withoutFaults(file: TokenizerFile): TokenizerFile {
  return {
    ...file,
    normalizer: sequence('normalizers', normalizerSteps(file.normalizer)),
    pre_tokenizer: sequence('pretokenizers', preTokenizerSteps(file.pre_tokenizer)),
    model: file.model.type === 'Unigram' ? { ...file.model, fuse_unk: true } : file.model,
  };
}

/** A pre-tokenizer as the steps that it consists of, one after the other. */
function preTokenizerSteps(step: unknown): unknown[] {
  if (!isRecord(step)) return step === null ? [] : [step];
  switch (step.type) {
    case 'Sequence':
      return Array.isArray(step.pretokenizers) ? step.pretokenizers.flatMap(preTokenizerSteps) : [step];
    case 'Digits':
      return [split(step.individual_digits === true ? '\\p{N}' : '\\p{N}+')];
    case 'ByteLevel':
      return [
        ...(step.add_prefix_space === true ? [{ type: 'Replace', pattern: { Regex: '\\A([^ ])' }, content: ' $1' }] : []),
        ...(step.use_regex === false ? [] : [split(byteLevelWords)]),
        { ...step, add_prefix_space: false, use_regex: false },
      ];
    default:
      return [step];
  }
}

function normalizerSteps(step: unknown): unknown[] {
  if (!isRecord(step)) return step === null ? [] : [step];
  switch (step.type) {
    case 'Sequence':
      return Array.isArray(step.normalizers) ? step.normalizers.flatMap(normalizerSteps) : [step];
    case 'BertNormalizer':
      return [
        // The library hands the content to `String.replaceAll`, in which `$&` stands for what was found.
        ...(step.handle_chinese_chars === false ? [] : [{ type: 'Replace', pattern: { Regex: chineseCharacter }, content: ' $& ' }]),
        ...(step.lowercase === false ? [] : [lowerSigma]),
        { ...step, handle_chinese_chars: false },
      ];
    case 'Lowercase':
      return [lowerSigma, step];
    default:
      return [step];
  }
}

function sequence(key: string, steps: unknown[]): object | null {
  return steps.length === 0 ? null : { type: 'Sequence', [key]: steps };
}

function split(regex: string): object {
  return { type: 'Split', pattern: { Regex: regex }, behavior: 'Isolated', invert: false };
}

/** The pattern of GPT-2. Source: `byte_level.rs` of the reference. */
const byteLevelWords = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

/** Source: `is_chinese_char` in `bert.rs` of the reference. */
const chineseCharacter =
  '[\\x{4E00}-\\x{9FFF}\\x{3400}-\\x{4DBF}\\x{20000}-\\x{2A6DF}\\x{2A700}-\\x{2B73F}\\x{2B740}-\\x{2B81F}\\x{2B920}-\\x{2CEAF}\\x{F900}-\\x{FAFF}\\x{2F800}-\\x{2FA1F}]';

const lowerSigma = { type: 'Replace', pattern: { String: 'Σ' }, content: 'σ' };
