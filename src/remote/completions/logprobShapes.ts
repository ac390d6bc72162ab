import * as v from 'valibot';
import type { ServerStep, ServerToken } from './completionServer.js';

/** The probabilities of a completion in the shape of OpenAI's completions: lists of equal length, and a record of alternatives for each token. */
const legacyShape = v.object({
  tokens: v.array(v.string()),
  token_logprobs: v.array(v.nullable(v.number())),
  top_logprobs: v.nullish(v.array(v.nullish(v.record(v.string(), v.number())))),
});

const chatToken = v.object({
  id: v.optional(v.number()),
  token: v.string(),
  bytes: v.nullish(v.array(v.number())),
  logprob: v.nullish(v.number()),
});

/** The same in the shape of chats, which llama.cpp and Ollama have in completions too. */
const chatShape = v.object({ content: v.array(v.object({ ...chatToken.entries, top_logprobs: v.nullish(v.array(chatToken)) })) });

/** One list of tokens of the chat shape, as Ollama and llama.cpp's own address have it. */
export const chatTokens = chatShape.entries.content;

export type LogprobShape = 'none' | 'legacy' | 'chat';

/** Which of the shapes a value has. */
export function shapeOf(logprobs: unknown): LogprobShape {
  if (v.is(chatShape, logprobs) && logprobs.content.length > 0) return 'chat';
  return v.is(legacyShape, logprobs) && logprobs.tokens.length > 0 ? 'legacy' : 'none';
}

/** The tokens that a value in either shape tells of; none where it has neither. */
export function stepsIn(logprobs: unknown): ServerStep[] {
  if (v.is(chatShape, logprobs)) return chatSteps(logprobs.content);
  return v.is(legacyShape, logprobs) ? legacySteps(logprobs) : [];
}

function legacySteps({ tokens, token_logprobs: own, top_logprobs: top }: v.InferOutput<typeof legacyShape>): ServerStep[] {
  return tokens.map((token, at) => {
    const others = Object.entries(top?.[at] ?? {}).map(([text, logprob]) => ({ ...written(text), logprob }));
    return { ...written(token), ...known(own[at]), top: sorted(others) };
  });
}

/** The tokens of a list in the chat shape. */
export function chatSteps(content: v.InferOutput<typeof chatTokens>): ServerStep[] {
  const one = ({ id, token, bytes, logprob }: v.InferOutput<typeof chatToken>): ServerToken => {
    const spelled = written(token);
    return {
      ...spelled,
      ...(id !== undefined && { id }),
      ...(bytes && bytes.length > 0 && { bytes: Uint8Array.from(bytes) }),
      ...known(logprob),
    };
  };
  return content.map((step) => ({ ...one(step), top: sorted((step.top_logprobs ?? []).map(one)) }));
}

/** A token by how it is written: "token_id:42" and "bytes:\xe2\x80" stand for what cannot be written. */
function written(text: string): ServerToken {
  const id = /^token_id:(\d{1,9})$/.exec(text)?.[1];
  if (id !== undefined) return { id: Number(id), bytes: new Uint8Array() };
  if (/^bytes:(?:\\x[0-9a-f]{2})+$/i.test(text)) {
    return { bytes: Uint8Array.from(text.slice('bytes:'.length).split('\\x').slice(1), (hex) => Number.parseInt(hex, 16)) };
  }
  return { bytes: Buffer.from(text, 'utf8') };
}

/** Servers write −9999 or −1e38 for a probability of zero. */
function known(logprob: number | null | undefined): { logprob?: number } {
  return logprob === null || logprob === undefined ? {} : { logprob: Math.min(0, logprob) };
}

function sorted(tokens: ServerToken[]): ServerToken[] {
  return tokens.sort((a, b) => (b.logprob ?? -Infinity) - (a.logprob ?? -Infinity));
}
