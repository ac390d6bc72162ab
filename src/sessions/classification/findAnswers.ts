import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Translate } from '../../common/translate.js';
import { excerptStart } from '../../prose/excerpt.js';
import { percent } from '../../prose/plainText.js';
import type { Span } from '../../prose/span.js';
import type { SessionText } from './sessionText.js';

const maxAnswers = 8;

/** Characters of an answer that are shown: its probability is to have room beside it. */
const shownLength = 70;

/** A question, and the checkpoint that answers it. */
export interface Question {
  readonly question: string;
  readonly model: string;
}

/** An answer to choose from. */
export interface OfferedAnswer {
  readonly label: string;
  /** Its probability. */
  readonly description: string;
  /** Where it stands; absent for the answer that the text does not say it. */
  readonly place?: Span;
}

/** The answers that a text gives, most probable first; `undefined` where the text has changed meanwhile. Fails as the engine does. */
export async function findAnswers(
  { question, model }: Question,
  { text, isUnchanged }: SessionText,
  engine: Pick<EngineApi, 'answer'>,
  t: Translate,
  token: CancellationToken,
): Promise<OfferedAnswer[] | undefined> {
  const { answers, noAnswer } = await engine.answer({ text, question, model, top: maxAnswers }, token);
  if (!isUnchanged()) return undefined;
  const offered = [
    ...answers.map(({ offset, length, probability }) => {
      const place: Span = { start: offset, end: offset + length };
      return { label: excerptStart(text.slice(place.start, place.end).replace(/\s+/g, ' '), shownLength), probability, place };
    }),
    { label: t('The text does not say'), probability: noAnswer },
  ];
  return offered
    .sort((a, b) => b.probability - a.probability)
    .map(({ probability, ...answer }) => ({ ...answer, description: percent(probability) }));
}
