import type http from 'node:http';
import type { ChatMessage } from '../../../src/engine/tokenizer/chat/chatMessage.js';
import type { SeenCompletion } from './completionsServer.js';
import type { NativeTools } from './nativeAnswers.js';

/** Answers `/v1/chat/completions` with the model's own template. A service of the newer name for the limit refuses what it chooses itself. */
export async function answerMessages(
  { body }: SeenCompletion,
  response: http.ServerResponse,
  { model, dialect, steps, refuse }: NativeTools,
): Promise<void> {
  const limit = dialect.chat ?? 'max_tokens';
  const unknown = ['max_tokens', 'max_completion_tokens', ...(limit === 'max_tokens' ? [] : ['temperature', 'top_p'])];
  const found = unknown.find((name) => name !== limit && body[name] !== undefined);
  if (found !== undefined) {
    refuse(`Unsupported parameter: '${found}' is not supported with this model.`);
    return;
  }
  const prompt = await model.promptOf(body['messages'] as ChatMessage[]);
  const maxTokens = Number(body[limit]);
  const usage = { prompt_tokens: prompt.length, completion_tokens: 0 };
  let text = '';
  const streams = body['stream'] === true;
  const piece = (choice: object, last: object = {}): string =>
    `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, finish_reason: null, ...choice }], ...last })}\n\n`;
  if (streams) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`: keep-alive\n\n${piece({ delta: { role: 'assistant', content: null } })}`);
  }
  for await (const { token } of steps(prompt, maxTokens, 1)) {
    if (await model.isChatEnd(token)) break;
    const more = model.tokenizer.decode([token]);
    text += more;
    usage.completion_tokens++;
    if (streams) response.write(piece({ delta: { content: more } }));
  }
  const reason = usage.completion_tokens < maxTokens ? 'stop' : 'length';
  if (streams) response.end(`${piece({ delta: {}, finish_reason: reason }, { usage })}data: [DONE]\n\n`);
  else
    response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: reason }], usage }));
}
