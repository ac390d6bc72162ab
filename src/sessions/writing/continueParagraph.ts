import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { isCancelled } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { CompleteRequest, TextContext } from '../../common/methods/completion.js';
import type { Translate } from '../../common/translate.js';
import { wholeSentences } from '../../writing/continuation/wholeSentences.js';
import type { Proposal, Proposals } from '../proposals/proposals.js';
import { GrowingPage } from './growingPage.js';

/** Where a text is continued. */
export interface WritingPlace {
  readonly uri: string;
  /** The whole document, with one character for the end of each line. */
  readonly source: string;
  /** Where the cursor is in it. */
  readonly offset: number;
  readonly context: TextContext;
}

export interface WritingTools {
  readonly engine: Pick<EngineApi, 'complete'>;
  readonly proposals: Pick<Proposals, 'begin'>;
  readonly clock: Clock;
  readonly t: Translate;
  /** Another one gives another paragraph. */
  readonly seed: number;
}

/** A paragraph of fiction has some 100 words. */
const maxTokens = 200;

/**
 * Lets the causal model write on to the end of the paragraph, in a comparison that grows while it writes. What is there can be accepted or
 * discarded at any time, which ends the writing; a cancel ends it too, and keeps whole sentences.
 * @returns why there is nothing, as a sentence
 */
export async function continueParagraph(place: WritingPlace, tools: WritingTools, token: CancellationToken): Promise<string | undefined> {
  const { engine, proposals, clock, t, seed } = tools;
  const work = new CancellationSource();
  const stopping = token.onCancellationRequested(() => work.cancel());
  const page = new GrowingPage(clock, () => proposals.begin(proposalAt(place, t), () => work.cancel()));
  let written: string | undefined;
  try {
    const { candidates } = await engine.complete(requestAt(place.context, seed), work.token, ({ text }) => page.show(text));
    written = candidates[0]?.text ?? '';
  } catch (error) {
    if (!isCancelled(error)) {
      await page.discard();
      throw error;
    }
  } finally {
    stopping.dispose();
  }
  if (await page.finish(wholeText(written ?? page.text))) return undefined;
  return t('The model has nothing to add here.');
}

function wholeText(text: string): string {
  const whole = wholeSentences(text);
  return whole === '' ? text.trimEnd() : whole;
}

function requestAt(context: TextContext, seed: number): CompleteRequest {
  return {
    // Without the suffix: the model would take the shortest way to it, which is no paragraph.
    context: { ...context, after: '' },
    maxTokens,
    candidates: 1,
    stopAt: 'line',
    sampling: { temperature: 0.7, topP: 0.95, minP: 0.05, repetitionPenalty: 1.1, seed },
    alternatives: 0,
    minConfidence: 0,
  };
}

function proposalAt({ uri, source, offset }: WritingPlace, t: Translate): Proposal {
  return {
    uri,
    source,
    span: { start: offset, end: offset },
    text: '',
    title: t('A continuation'),
    question: t('The model continued your text. Read it before you accept it.'),
    consent: t('Insert Text'),
  };
}
