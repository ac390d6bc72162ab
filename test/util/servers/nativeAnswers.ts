import type http from 'node:http';
import type { SeenCompletion } from './completionsServer.js';
import { type Dialect, logprobsOf, nameOf } from './dialects.js';
import type { Served, ServedStep } from './servedModel.js';

/** What a native address works with: the model, and tokens one after the other until enough or the client is gone. */
export interface NativeTools {
  readonly model: Served;
  readonly dialect: Dialect;
  readonly steps: (prompt: readonly ServedStep['token'][], maxTokens: number, top: number) => AsyncIterable<ServedStep>;
  readonly refuse: (message: string, status?: number) => void;
}

/** Answers at the address that a kind of server has of its own; false where it has none of this path. */
export async function answerNatively(seen: SeenCompletion, response: http.ServerResponse, tools: NativeTools): Promise<boolean> {
  const api = tools.dialect.native?.api;
  if (api === 'sglang' && seen.path === '/generate') await sglang(seen, response, tools);
  else if (api === 'tgi' && seen.path.startsWith('/generate')) await tgi(seen, response, tools);
  else if (api === 'llama.cpp' && seen.path === '/completion') await llama(seen, response, tools);
  else return false;
  return true;
}

const bodyOf = (steps: readonly ServedStep[]): ServedStep['token'][] => steps.map(({ token }) => token);

/** SGLang's `/generate`: [logprob, id, text] for each token; a streamed answer is told whole with each piece, or what is new of it. */
async function sglang({ body }: SeenCompletion, response: http.ServerResponse, { model, dialect, steps }: NativeTools): Promise<void> {
  const given = body as { text?: string; input_ids?: number[]; sampling_params: { max_new_tokens: number }; logprob_start_len: number; top_logprobs_num: number; token_ids_logprob?: number[]; stream?: boolean }; // prettier-ignore
  const prompt = model.tokensOf(given.input_ids ?? given.text ?? '', dialect.startsDocument);
  const entry = (token: ServedStep['token'], logprob: number | undefined): unknown[] => [
    logprob ?? null,
    token,
    nameOf(model.tokenizer, token),
  ];
  const topOf = (all: readonly ServedStep[]): unknown => all.map(({ top }) => top.map((each) => entry(each.token, each.logprob)));
  const start = given.logprob_start_len;
  const rated = start < 0 ? [] : (await model.rate(prompt, given.top_logprobs_num)).slice(start);
  const told = rated.map(({ token, logprob }, at) => entry(token, at === 0 ? undefined : logprob));
  const ids = given.token_ids_logprob;
  const chosen = ids && (await model.rateNext(prompt, ids)).map((logprob, at) => entry(ids[at] as ServedStep['token'], logprob));
  const meta = (written: readonly ServedStep[], count: number): object => ({
    id: 'x',
    prompt_tokens: prompt.length,
    completion_tokens: count,
    input_token_logprobs: told,
    ...(given.top_logprobs_num > 0 && {
      input_top_logprobs: [null, ...(topOf(rated.slice(1)) as unknown[])],
      output_top_logprobs: topOf(written),
    }),
    output_token_logprobs: written.map(({ token, logprob }) => entry(token, logprob)),
    ...(chosen && { output_token_ids_logprobs: [chosen] }),
  });
  const all: ServedStep[] = [];
  const piece = (written: readonly ServedStep[]): string =>
    JSON.stringify({ text: model.tokenizer.decode(bodyOf(all)), meta_info: meta(written, all.length) });
  if (given.stream === true) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for await (const step of steps(prompt, given.sampling_params.max_new_tokens, given.top_logprobs_num)) {
    all.push(step);
    if (given.stream === true) response.write(`data: ${piece(dialect.native?.cumulative === true ? all : [step])}\n\n`);
  }
  response.end(given.stream === true ? 'data: [DONE]\n\n' : piece(all));
}

/** TGI's `/generate` and `/generate_stream`, with its checks. */
async function tgi({ path, body }: SeenCompletion, response: http.ServerResponse, tools: NativeTools): Promise<void> {
  const { model, dialect, steps, refuse } = tools;
  const { inputs, parameters } = body as { inputs: unknown; parameters: { max_new_tokens: number; details?: boolean; decoder_input_details?: boolean; top_n_tokens?: number; do_sample: boolean } }; // prettier-ignore
  const top = parameters.top_n_tokens ?? 0;
  const streams = path === '/generate_stream';
  if (typeof inputs !== 'string') {
    refuse('Failed to deserialize the JSON body into the target type: inputs: invalid type', 422);
    return;
  }
  if (top > dialect.maxTop) {
    refuse(`Input validation error: \`top_n_tokens\` must be >= 0 and <= ${dialect.maxTop}. Given: ${top}`, 422);
    return;
  }
  if (parameters.max_new_tokens <= 0) {
    refuse('Input validation error: `max_new_tokens` must be strictly positive', 422);
    return;
  }
  if (streams && parameters.decoder_input_details === true) { refuse('Input validation error: `decoder_input_details` == true is not supported when streaming tokens', 422); return; } // prettier-ignore
  const prompt = model.tokensOf(inputs, dialect.startsDocument);
  const one = ({ token, logprob }: Pick<ServedStep, 'token' | 'logprob'>): object => ({
    id: token,
    text: nameOf(model.tokenizer, token),
    logprob: logprob ?? null,
    special: model.isEnd(token),
  });
  if (streams) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let index = 0;
    for await (const step of steps(prompt, parameters.max_new_tokens, top)) {
      const tops = top > 0 ? { top_tokens: step.top.map(one) } : {};
      response.write(`data:${JSON.stringify({ index: ++index, token: one(step), ...tops, generated_text: null, details: null })}\n\n`);
    }
    response.end();
    return;
  }
  const asksPrompt = parameters.decoder_input_details === true;
  const rated = asksPrompt ? await model.rate(prompt, 0) : [];
  // Without --enable-prefill-logprobs, the numbers of the tokens come with no probabilities.
  const prefill = rated.map(({ token, logprob }) =>
    one({ token, ...(dialect.native?.ratesPrompts === true && logprob !== undefined && { logprob }) }),
  );
  const all: ServedStep[] = [];
  for await (const step of steps(prompt, parameters.max_new_tokens, top)) all.push(step);
  const details = { finish_reason: 'length', generated_tokens: all.length, seed: null, prefill, tokens: all.map(one), ...(top > 0 && { top_tokens: all.map((step) => step.top.map(one)) }) }; // prettier-ignore
  response.end(JSON.stringify({ generated_text: model.tokenizer.decode(bodyOf(all)), ...(parameters.details === true && { details }) }));
}

/** llama.cpp's `/completion`. */
async function llama({ body }: SeenCompletion, response: http.ServerResponse, { model, dialect, steps }: NativeTools): Promise<void> {
  const given = body as { prompt: string | number[]; n_predict: number; n_probs: number; stream?: boolean };
  const prompt = model.tokensOf(given.prompt, dialect.startsDocument);
  const piece = (some: readonly ServedStep[]): string => {
    const { content } = logprobsOf({ ...dialect, logprobs: 'chat' }, some, model, false) as { content: unknown[] };
    return JSON.stringify({ content: model.tokenizer.decode(bodyOf(some)), completion_probabilities: content });
  };
  const all: ServedStep[] = [];
  if (given.stream === true) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for await (const step of steps(prompt, given.n_predict, given.n_probs)) {
    all.push(step);
    if (given.stream === true) response.write(`data: ${piece([step])}\n\n`);
  }
  response.end(given.stream === true ? `data: ${JSON.stringify({ content: '', stop: true })}\n\n` : piece(all));
}
