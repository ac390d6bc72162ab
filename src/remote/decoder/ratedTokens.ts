import type { CancellationToken } from '../../common/cancellation.js';
import type { RatedTokens } from '../../engine/runtime/decoder.js';
import type { Token } from '../../engine/tokenizer/token.js';
import type { CompletionServer, ServerStep } from '../completions/completionServer.js';
import { ServerFailure } from '../server/serverFailure.js';
import type { ServerVocabulary } from './serverVocabulary.js';

/** What stands for the start of a document where a server is sent texts: its first token would have no probability. */
const documentStart = '\n';

/**
 * How probable tokens are after others, by a server. Where the server's tokens are others, each of ours gets the probability of those that
 * begin in it, so that sums agree. A rank is a lower bound where the token is not among those that the server tells of.
 */
export async function ratedTokens(
  server: CompletionServer,
  { promptOf, tokenOf, tokenizer }: ServerVocabulary,
  before: readonly Token[],
  tokens: readonly Token[],
  top: number,
  cancel: CancellationToken | undefined,
): Promise<RatedTokens> {
  const prompt = promptOf([...before, ...tokens]);
  const bytesOf = (all: readonly Token[]): number => all.reduce((length, token) => length + tokenizer.bytes(token).length, 0);
  const isFirst = bytesOf(before) === 0 && !server.capabilities.startsDocument;
  const sent = 'ids' in prompt ? prompt : { text: (isFirst ? documentStart : '') + prompt.text };
  const told = await server.rate(sent, Math.max(top, leastTop), cancel, before.length);
  // What a token is written as is the tokenizer's to say, where the server names its number.
  const lengthOf = (step: ServerStep): number => {
    const token = step.id === undefined ? undefined : tokenOf(step);
    return token === undefined ? step.bytes.length : tokenizer.bytes(token).length;
  };
  // Without the document-start token that the server put in front.
  const lengthsOf = (steps: readonly ServerStep[]): Written[] =>
    (server.capabilities.startsDocument ? steps.slice(1) : steps).map((step) => ({ step, length: lengthOf(step) }));
  const aligned = 'ids' in prompt ? byPlace(told, before.length, tokens.length) : byBytes(lengthsOf(told), bytesOf(before) + (isFirst ? 1 : 0), tokens.map((token) => tokenizer.bytes(token).length)); // prettier-ignore
  if (aligned.some((steps) => steps.some(({ logprob }) => logprob === undefined))) throw unrated();
  const best = aligned.map(([first]) => alternatives(first, tokenOf));
  return {
    logprobs: Float32Array.from(aligned, (steps) => steps.reduce((sum, { logprob = 0 }) => sum + logprob, 0)),
    ranks: Int32Array.from(aligned, ([first]) => (first === undefined ? 0 : first.top.filter(({ logprob = -Infinity }) => logprob > (first.logprob ?? 0)).length)), // prettier-ignore
    top: best.map((all) => ({
      tokens: all.slice(0, top).map(({ token }) => token),
      logprobs: Float32Array.from(all.slice(0, top), ({ logprob }) => logprob),
    })),
  };
}

/** So many alternatives tell the rank of most tokens. */
const leastTop = 5;

/** A token of the server, and how many bytes it is written with. */
interface Written {
  readonly step: ServerStep;
  readonly length: number;
}

/** The server's tokens are ours. */
function byPlace(told: readonly ServerStep[], from: number, count: number): ServerStep[][] {
  if (told.length < from + count) throw misaligned();
  return told.slice(from, from + count).map((step) => [step]);
}

/** The server's tokens that begin in each of ours, by the bytes before them. */
function byBytes(told: readonly Written[], from: number, lengths: readonly number[]): ServerStep[][] {
  const ends: number[] = [];
  let end = from;
  for (const length of lengths) ends.push((end += length));
  const aligned: ServerStep[][] = lengths.map(() => []);
  let at = 0;
  let place = 0;
  for (const { step, length } of told) {
    while (place < ends.length && at >= (ends[place] ?? 0)) place++;
    if (place >= ends.length) return aligned;
    if (at >= from) aligned[place]?.push(step);
    at += length;
  }
  if (at < end) throw misaligned();
  return aligned;
}

function alternatives(step: ServerStep | undefined, tokenOf: ServerVocabulary['tokenOf']): { token: Token; logprob: number }[] {
  return (step?.top ?? []).flatMap((told) => {
    const token = tokenOf(told);
    return token === undefined || told.logprob === undefined ? [] : [{ token, logprob: told.logprob }];
  });
}

function unrated(): ServerFailure {
  return new ServerFailure('passing', 'The server left out how probable some of the tokens are. Probe it again where it has changed: cloze servers probe URL'); // prettier-ignore
}

function misaligned(): ServerFailure {
  return new ServerFailure('passing', 'The server answered with other tokens than it was sent. Check that its model is the one that was named.'); // prettier-ignore
}
