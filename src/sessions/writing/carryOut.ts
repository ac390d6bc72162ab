import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { isCancelled } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Sampling } from '../../common/methods/completion.js';
import type { WriteRequest, WrittenSoFar } from '../../common/methods/writing.js';
import type { Translate } from '../../common/translate.js';
import { wholeSentences } from '../../writing/continuation/wholeSentences.js';
import type { Span } from '../../prose/span.js';
import type { Proposal, Proposals } from '../proposals/proposals.js';
import { GrowingPage } from './growingPage.js';
import { shortfallsText } from './shortfallsText.js';

/** What of a document an instruction is about. */
export interface SelectedText {
  readonly uri: string;
  readonly languageId: string;
  /** The whole document, with one character for the end of each line. */
  readonly source: string;
  /** What of it the instruction is about. */
  readonly span: Span;
}

/** What is to be done with it, and how the comparison is called. */
export interface Instruction extends Pick<WriteRequest, 'instruction' | 'form'> {
  readonly title: string;
}

export interface InstructionTools {
  readonly engine: Pick<EngineApi, 'write'>;
  readonly proposals: Pick<Proposals, 'begin'>;
  readonly clock: Clock;
  readonly t: Translate;
  /** The model that follows instructions, by its name or its path. */
  readonly model: string;
  readonly sampling: Sampling;
  /** Told what the model does. */
  readonly onProgress?: (soFar: WrittenSoFar) => void;
}

/**
 * Lets a model carry out an instruction about a part of a document, in a comparison that grows while it writes. A summary is put before that
 * part, anything else in its place. Where it is accepted, discarded or given up, the writing ends. What is given up then keeps what is
 * finished: whole pieces, with the rest of the text as it was, or whole sentences of a summary.
 * @returns why there is nothing, as a sentence
 */
export async function carryOut(
  selected: SelectedText,
  instruction: Instruction,
  tools: InstructionTools,
  token: CancellationToken,
): Promise<string | undefined> {
  const { engine, proposals, clock, t, model, sampling, onProgress } = tools;
  const work = new CancellationSource();
  const stopping = token.onCancellationRequested(() => work.cancel());
  const page = new GrowingPage(clock, () => proposals.begin(proposalFor(selected, instruction, t), () => work.cancel()));
  const draft = draftOf(selected, instruction.form);
  const { form } = instruction;
  const request = { instruction: instruction.instruction, form, text: draft.given, languageId: selected.languageId, model, sampling };
  try {
    const { text, shortfalls } = await engine.write(request, work.token, (soFar) => {
      page.show(draft.show(soFar));
      onProgress?.(soFar);
    });
    if (form === 'replacement' && text === draft.given) {
      await page.discard();
      return t('The model would change nothing here.');
    }
    const remark = shortfallsText(shortfalls, draft.given, t);
    return (await page.finish(draft.insert(text), remark)) ? undefined : t('The model has nothing to say about this text.');
  } catch (error) {
    if (!isCancelled(error) || draft.finished() === undefined) await page.discard();
    if (!isCancelled(error)) throw error;
    const finished = draft.finished();
    if (finished === undefined) return t('The writing was stopped before anything was finished. Nothing was changed.');
    await page.finish(finished, t('The writing was stopped; what was not finished is as it was.'));
    return undefined;
  } finally {
    stopping.dispose();
  }
}

/** What the given text becomes, from what the model has written so far. */
interface Draft {
  readonly given: string;
  /** What to put into the document while the model writes. */
  show(soFar: WrittenSoFar): string;
  /** What to put there once it has written. */
  insert(text: string): string;
  /** What to put there where it was stopped; nothing where it finished nothing. */
  finished(): string | undefined;
}

function draftOf({ source, span }: SelectedText, form: WriteRequest['form']): Draft {
  const given = source.slice(span.start, span.end);
  let whole: string | undefined;
  if (form === 'summary') {
    const insert = (text: string): string => `${text.trim()}\n\n`;
    return {
      given,
      insert,
      show: ({ text }) => {
        const sentences = wholeSentences(text);
        whole = sentences === '' ? whole : insert(sentences);
        return insert(text);
      },
      finished: () => whole,
    };
  }
  let done = 0;
  return {
    given,
    insert: (text) => text,
    show: ({ text, rest, done: now }) => {
      const shown = text + given.slice(rest);
      if (now > done) whole = shown;
      done = now;
      return shown;
    },
    finished: () => whole,
  };
}

function proposalFor({ uri, source, span }: SelectedText, { form, title }: Instruction, t: Translate): Proposal {
  const isSummary = form === 'summary';
  return {
    uri,
    source,
    span: isSummary ? { start: span.start, end: span.start } : span,
    text: '',
    title,
    question: isSummary
      ? t('The model summarized the text. Read it before you accept it.')
      : t('The model rewrote the text. Read it before you accept it.'),
    consent: isSummary ? t('Insert Summary') : t('Replace Text'),
  };
}
