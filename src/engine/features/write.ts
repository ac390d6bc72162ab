import type { Usage } from '../../common/methods/completion.js';
import type { Shortfall, WriteRequest, WriteResult, WrittenSoFar } from '../../common/methods/writing.js';
import { append } from '../../common/append.js';
import type { Span } from '../../prose/span.js';
import { fixedParts, InOrder, missingParts } from '../../writing/rewriting/fixedParts.js';
import { type Piece, pieces, wholePieces } from '../../writing/rewriting/pieces.js';
import type { LoadedModel } from './loadedModel.js';
import { answerRoom, followsNoInstructions } from './writing/answerRoom.js';
import { answerTo, type PieceAnswer } from './writing/answerTo.js';
import { type Speaker, speakerOf, type SpeakerTools } from './writing/speaker.js';

/** What `write` works with. */
export interface WriteTools extends SpeakerTools {
  readonly report: (soFar: WrittenSoFar) => void;
}

/** The most rounds of summaries of summaries: with 3, a text may be some thousand times as long as a summary. */
const mostRounds = 3;

/** Lets a model carry out an instruction about a text, piece by piece. */
export async function write(request: WriteRequest, tools: WriteTools): Promise<WriteResult> {
  const model = await tools.lease.model();
  const speaker = speakerOf(model, tools);
  if (speaker === undefined) throw followsNoInstructions(model.name);
  const work = { report: tools.report, model, speaker };
  return request.form === 'summary' ? summarize(request, work) : replace(request, work);
}

interface Work extends Pick<WriteTools, 'report'> {
  readonly model: LoadedModel;
  readonly speaker: Speaker;
}

async function replace(request: WriteRequest, work: Work): Promise<WriteResult> {
  const { text, languageId } = request;
  const { limit, maxTokens } = await answerRoom(request, work.speaker);
  const all = pieces(text, languageId, limit, measureOf(work.model));
  const fixed = new InOrder(fixedParts(text, languageId));
  const total = all.filter(({ isKept }) => !isKept).length;
  const answers: PieceAnswer[] = [];
  const shortfalls: Shortfall[] = [];
  let written = '';
  let at = 0;
  for (const piece of all) {
    written += text.slice(at, piece.start);
    at = piece.end;
    const given = text.slice(piece.start, piece.end);
    if (piece.isKept) {
      written += given;
      continue;
    }
    const progress = { done: answers.length, total };
    const answer = await answerTo(given, request, maxTokens(given), work.speaker, (soFar, isThinking) =>
      work.report({ text: written + soFar, rest: piece.end, isThinking, ...progress }),
    );
    answers.push(answer);
    written += staysAsItWas(answer) ? given : answer.text;
    append(shortfalls, shortfallsOf(piece, answer, text, fixed.within(piece)));
    work.report({ text: written, rest: piece.end, isThinking: false, done: answers.length, total });
  }
  written += text.slice(at);
  return { text: written, shortfalls, usage: usageOf(answers, work.model) };
}

async function summarize(request: WriteRequest, work: Work): Promise<WriteResult> {
  const { limit, maxTokens } = await answerRoom(request, work.speaker);
  const answers: PieceAnswer[] = [];
  let shortfalls: readonly Shortfall[] = [];
  let text = request.text;
  for (let round = 1; ; round++) {
    const all = wholePieces(text, request.languageId, limit, measureOf(work.model));
    const own: PieceAnswer[] = [];
    for (const piece of all) {
      const given = text.slice(piece.start, piece.end);
      const before = all.length === 1 || round === mostRounds ? textOf(own) : '';
      const progress = { done: own.length, total: all.length };
      own.push(
        await answerTo(given, request, maxTokens(given), work.speaker, (soFar, isThinking) =>
          work.report({ text: before + soFar, rest: request.text.length, isThinking, ...progress }),
        ),
      );
    }
    append(answers, own);
    // Where a later round falls short is said of all.
    const spans = round === 1 ? all : all.map(() => ({ start: 0, end: request.text.length }));
    shortfalls = [...shortfalls, ...own.flatMap((answer, index) => ended(spans[index] as Span, answer))];
    text = textOf(own).trim();
    work.report({ text, rest: request.text.length, isThinking: false, done: all.length, total: all.length });
    if (all.length <= 1 || round === mostRounds) return { text, shortfalls: [...shortfalls], usage: usageOf(answers, work.model) };
  }
}

function textOf(answers: readonly PieceAnswer[]): string {
  return answers.map(({ text }) => `${text}\n\n`).join('');
}

function measureOf({ tokenizer }: LoadedModel): (text: string) => number {
  return (text) => tokenizer.encode(text).length;
}

/** An answer that says nothing, or goes round in circles, is worse than the text. */
function staysAsItWas({ text, end }: PieceAnswer): boolean {
  return text === '' || end === 'repetition';
}

function shortfallsOf(piece: Piece, answer: PieceAnswer, text: string, fixed: readonly Span[]): Shortfall[] {
  const ends = ended(piece, answer);
  if (staysAsItWas(answer)) return ends;
  const missing = missingParts(text, fixed, answer.text);
  return [...ends, ...missing.map(({ start, end }) => ({ offset: start, length: end - start, why: 'markup' as const }))];
}

function ended({ start, end }: Span, { text, end: why }: PieceAnswer): Shortfall[] {
  const place = { offset: start, length: end - start };
  if (text === '') return [{ ...place, why: 'nothing' }];
  return why === 'end' ? [] : [{ ...place, why }];
}

function usageOf(answers: readonly PieceAnswer[], { name, device }: LoadedModel): Usage {
  const sum = (of: (usage: PieceAnswer['usage']) => number): number => answers.reduce((total, { usage }) => total + of(usage), 0);
  return {
    model: name,
    device: device.kind,
    contextTokens: sum(({ contextTokens }) => contextTokens),
    reusedTokens: sum(({ reusedTokens }) => reusedTokens),
    prefillMs: sum(({ prefillMs }) => prefillMs),
    decodeMs: sum(({ decodeMs }) => decodeMs),
    decodedTokens: sum(({ decodedTokens }) => decodedTokens),
  };
}
