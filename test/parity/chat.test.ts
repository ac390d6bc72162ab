import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../src/common/cancellation.js';
import { Answer } from '../../src/engine/decode/answer.js';
import { openModel } from '../../src/engine/openModel.js';
import { readTokenizer } from '../../src/engine/models/tokenizerFiles/readTokenizer.js';
import { type Chat, chatOf } from '../../src/engine/tokenizer/chat/chat.js';
import type { ChatMessage } from '../../src/engine/tokenizer/chat/chatMessage.js';
import { loadTokenizer } from '../../src/engine/tokenizer/loadTokenizer.js';
import { checkTokenizerFile } from '../../src/engine/tokenizer/tokenizerFile.js';

interface GoldenChats {
  readonly today: string;
  readonly turnEnd: number;
  readonly chats: readonly { readonly messages: readonly ChatMessage[]; readonly text: string; readonly tokens: readonly number[] }[];
  readonly answer?: readonly number[];
}

const names = ['smollm2', 'qwen2', 'qwen3', 'llama3', 'llama3.2', 'gemma', 'phi3', 'phi4-mini', 'mistral', 'zephyr'];

const folderOf = (name: string): string => join(import.meta.dirname, '../data/golden', `chat-${name}`);

function goldenOf(name: string): GoldenChats {
  return JSON.parse(readFileSync(join(folderOf(name), 'golden.json'), 'utf8')) as GoldenChats;
}

async function chatIn(name: string): Promise<Chat> {
  const files = await readTokenizer(folderOf(name), ['tokenizer.json', 'tokenizer_config.json'], {});
  const tokenizer = loadTokenizer(files.tokenizer, files.config);
  return chatOf(files, checkTokenizerFile(files.tokenizer), tokenizer, name) as Chat;
}

describe.each(names)('A conversation with a model like %s', (name) => {
  const { chats, today, turnEnd } = goldenOf(name);

  test.each(chats.map(({ messages }, index) => [messages.map(({ content }) => content).join(' / '), index]))(
    'has the text and the tokens that Transformers gives it: %s',
    async (_, index) => {
      const { messages, text, tokens } = chats[index] as GoldenChats['chats'][number];
      const prompt = await (await chatIn(name)).prompt(messages, new Date(`${today}T12:00`));
      expect(prompt.text).toBe(text);
      expect(prompt.tokens).toEqual(tokens);
    },
  );

  test('ends a turn where its template does', async () => {
    expect(await (await chatIn(name)).ends()).toContain(turnEnd);
  });
});

test('A small model answers what Transformers lets it answer', async () => {
  const { chats, today, answer: expected } = goldenOf('smollm2');
  const cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  const key = { role: 'causal', model: folderOf('smollm2'), device: 'cpu', precision: 'float32' } as const;
  const model = await openModel<'causal'>(key, { modelFolders: [], cacheFolder, threads: 1 });
  try {
    const prompt = await (model.chat as Chat).prompt(chats[0]?.messages ?? [], new Date(`${today}T12:00`));
    const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
    const options = { prompt: prompt.tokens, ends: new Set<never>(), maxTokens: 24, sampling, onText: () => undefined };
    const answer = new Answer(options, () => 0);
    await answer.generate(model, neverCancelled);
    expect(answer.tokens).toEqual(expected);
  } finally {
    await model.dispose();
    await rm(cacheFolder, { recursive: true, force: true });
  }
});
