import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTokenizer } from '../../../../src/engine/models/tokenizerFiles/readTokenizer.js';
import { readJsonFile } from '../../../../src/engine/models/json.js';
import { loadTokenizer } from '../../../../src/engine/tokenizer/loadTokenizer.js';
import { specialTokens, textFrame } from '../../../../src/engine/tokenizer/specialTokens.js';
import { checkTokenizerFile, type TokenizerFile } from '../../../../src/engine/tokenizer/tokenizerFile.js';
import type { Tokenizer } from '../../../../src/engine/tokenizer/tokenizer.js';

interface Row {
  readonly text: string;
  readonly ids: readonly number[];
  /** With what the tokenizer puts around a text. */
  readonly whole: readonly number[];
}

/** Folders without tokenizer.json, and what Transformers makes of them; `test/parity/reference/older_tokenizers.py` makes both. */
const data = join(import.meta.dirname, '../../../data/tokenizer/older');
const json = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(data, folder, name), 'utf8'));

async function read(folder: string): Promise<{ file: TokenizerFile; tokenizer: Tokenizer; config: unknown }> {
  const path = join(data, folder);
  const files = await readTokenizer(path, readdirSync(path), await readJsonFile(join(path, 'config.json'), 2 ** 20));
  return { file: checkTokenizerFile(files.tokenizer), tokenizer: loadTokenizer(files.tokenizer, files.config), config: files.config };
}

describe.each(readdirSync(data))('the tokenizer of an older folder of %s', (folder) => {
  test.each(json(folder, 'ids.json') as Row[])('gives the ids of the reference for $text', async ({ text, ids }) => {
    const { tokenizer } = await read(folder);
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  test('puts the same tokens around a text', async () => {
    const { file, config } = await read(folder);
    const { ids, whole } = (json(folder, 'ids.json') as Row[])[0] as Row;
    const { before, after } = textFrame(file);
    const isEncoder = !['gpt2', 'opt', 'qwen2', 'llama'].includes(folder);
    const special = isEncoder ? specialTokens(file, config) : undefined;
    const around = special === undefined ? [before, after] : [[special.start], [special.separator]];
    expect([...(around[0] ?? []), ...ids, ...(around[1] ?? [])]).toEqual(whole);
  });
});
