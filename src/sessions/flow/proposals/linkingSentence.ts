import type { CancellationToken } from '../../../common/cancellation.js';
import type { EngineApi } from '../../../common/engineApi.js';
import type { Translate } from '../../../common/translate.js';
import type { FlowChecker } from '../check/flowChecker.js';
import type { ChosenPair } from '../chosenPair.js';
import { bestLink } from './bestLink.js';
import type { Proposal } from '../../proposals/proposals.js';

/** The most characters of the prefix that the model continues. */
const contextCharacters = 2000;

/**
 * Lets the causal model write sentences between two, and proposes the one that links them best.
 * @returns why there is none, as a sentence; `undefined` where the text has changed meanwhile or the request was cancelled
 */
export async function proposeLink(
  { file, found, first, second }: ChosenPair,
  engine: Pick<EngineApi, 'complete'>,
  { ratings }: FlowChecker,
  t: Translate,
  token: CancellationToken,
): Promise<Proposal | string | undefined> {
  const { text } = found.source;
  const before = text.slice(Math.max(0, first.end - contextCharacters), first.end);
  const { candidates } = await engine.complete(
    {
      // Without the suffix: the model would take the shortest way to it, which is no sentence.
      context: { headings: [], before: `${before} `, after: '' },
      maxTokens: 40,
      candidates: 8,
      stopAt: 'sentence',
      sampling: { temperature: 0.7, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed: 1 },
      alternatives: 0,
      minConfidence: 0,
    },
    token,
  );
  const proposals = candidates.map((candidate) => candidate.text);
  const link = await bestLink(proposals, { before: '', first: first.text, second: second.text }, ratings, token);
  // Where the text has changed meanwhile, the place may be another one.
  if (token.isCancellationRequested || file.current?.source.text !== text) return undefined;
  if (link === undefined) return t('The model found no sentence that links the two.');
  return {
    uri: file.uri,
    source: text,
    span: { start: first.end, end: first.end },
    text: ` ${link}`,
    title: t('A linking sentence'),
    question: t('The model wrote a sentence that links the two. Read it before you accept it.'),
    consent: t('Insert Sentence'),
  };
}
