import { ClozeError, isCancelled } from '../../common/clozeError.js';
import type { FillCandidate, FilledPlace, FillMaskRequest, FillMaskResult, JointFillings } from '../../common/methods/maskedWords.js';
import type { AnswerMemory } from './fill/answerMemory.js';
import { bySentence, type Passage, passageOf, textBefore, textBehind } from './fill/passage.js';
import { scores, weights, type Vote } from './fill/ranking.js';
import { type GroupReading, type PlaceReading, readGroup } from './fill/readGroup.js';
import { type GroupVotes, voteOnGroup } from './fill/voteOnGroup.js';
import type { Word } from './fill/word.js';
import { withWritersWords, writersWords } from './fill/writersWords.js';
import type { EncoderLease } from './loadedEncoder.js';
import type { CausalLease } from './loadedModel.js';
import type { Span } from '../../prose/span.js';
import { articleBefore, articleFor } from '../../writing/masking/article.js';
import { casingAt, inCasing } from '../../writing/masking/casing.js';
import type { OwnCasing } from '../../writing/masking/ownCasing.js';

/** On how many candidates of a place the causal model votes: each costs time. */
const maxVotes = 10;

/** The model that proposes, and the one that votes. */
export interface FillModels {
  readonly encoder: EncoderLease;
  readonly causal: CausalLease;
}

/**
 * Finds words for places of a passage. The encoder proposes and rates them, a sentence at a time; then the causal model has its vote on
 * the best. Where the causal model cannot be had, the encoder's order stands.
 */
export async function fillMask(request: FillMaskRequest, models: FillModels, memory: AnswerMemory): Promise<FillMaskResult> {
  const passage = passageOf(request);
  const places: FilledPlace[] = [];
  const joint: JointFillings[] = [];
  let used: Pick<FillMaskResult, 'encoder' | 'causal' | 'note'> = { encoder: '' };
  for (const group of bySentence(passage)) {
    const reading = await models.encoder.turn((model, cancel) => readGroup(group, passage, request, model, memory, cancel));
    const own = request.vote && used.note === undefined ? await writersReading(reading, passage, models.causal) : reading;
    const written = writtenGroup(own, passage);
    const votes = request.vote && used.note === undefined ? await voteOn(written, passage, models.causal) : {};
    used = { ...used, encoder: reading.encoder, ...votes.used };
    for (const [index, place] of written.places.entries()) {
      places[place.gap.place ?? 0] = filledPlace(place, votes.group?.places[index], request.top);
    }
    if (written.tuples.length > 0) joint.push(jointFillings(written, votes.group?.tuples));
  }
  return { masks: places, joint, ...used };
}

interface WrittenPlace extends Omit<PlaceReading, 'words'> {
  readonly words: readonly (Word & { readonly written: WrittenWord })[];
}

interface WrittenReading {
  readonly places: readonly WrittenPlace[];
  readonly tuples: readonly { readonly texts: readonly string[]; readonly logprob: number }[];
}

/** What the encoder found, as it is to be written; words that are written alike count once. */
function writtenGroup({ places, tuples }: GroupReading, { text, own }: Passage): WrittenReading {
  const writers = places.map(({ gap }) => writerAt(text, gap, own));
  return {
    places: places.map((place, index) => {
      const words = place.words.map((word) => ({ ...word, written: writers[index]?.(word.text) ?? { text: word.text } }));
      return { ...place, words: words.filter((word, at) => words.findIndex(({ written }) => written.text === word.written.text) === at) };
    }),
    tuples: tuples.map(({ words, logprob }) => ({
      texts: words.map((word, index) => writers[index]?.(word.text).text ?? word.text),
      logprob,
    })),
  };
}

/** The reading with what the writer's own texts say of its gaps, where something was learned from them. */
async function writersReading(reading: GroupReading, passage: Passage, causal: CausalLease): Promise<GroupReading> {
  const model = await causal.model().catch(() => undefined);
  if (model?.writer === undefined) return reading;
  const { writer, tokenizer } = model;
  return {
    ...reading,
    places: reading.places.map((place) => {
      const around = {
        before: textBefore(passage, place.gap, new Map()),
        after: textBehind(passage, place.gap, passage.text.length, new Map()),
      };
      return withWritersWords(place, writersWords(around, Math.exp(place.words[0]?.total ?? -Infinity), writer, tokenizer));
    }),
  };
}

async function voteOn(
  { places, tuples }: WrittenReading,
  passage: Passage,
  causal: CausalLease,
): Promise<{ readonly group?: GroupVotes; readonly used?: Pick<FillMaskResult, 'causal' | 'note'> }> {
  const written = {
    places: places.map(({ gap, words }) => ({ gap, texts: words.slice(0, maxVotes).map((word) => word.written.text) })),
    tuples: tuples.map(({ texts }) => texts),
  };
  try {
    const group = await causal.turn((model, cancel) => voteOnGroup(written, passage, model, cancel));
    return { group, used: { causal: group.causal } };
  } catch (error) {
    if (!(error instanceof ClozeError) || isCancelled(error)) throw error;
    return { used: { note: error.message } };
  }
}

function filledPlace({ gap, words, standing }: WrittenPlace, votes: readonly Vote[] | undefined, top: number): FilledPlace {
  const rated = words.map((word, index) => {
    const vote = votes?.[index];
    return { ...word, disagrees: word.written.article !== undefined, ...(vote !== undefined && { vote }) };
  });
  const order = scores(rated);
  const candidates = rated.map(({ written, total, pieces, vote }, index): FillCandidate => {
    return {
      ...written,
      probability: Math.exp(total),
      pieces,
      ...(vote !== undefined && { causal: vote }),
      score: order[index] ?? -Infinity,
    };
  });
  return {
    offset: gap.start,
    length: gap.end - gap.start,
    candidates: candidates.sort((a, b) => b.score - a.score).slice(0, top),
    ...(standing !== undefined && {
      standing: { text: standing.text, probability: Math.exp(standing.total), rank: standing.rank },
    }),
  };
}

function jointFillings({ places, tuples }: WrittenReading, causal: readonly number[] | undefined): JointFillings {
  const fillings = tuples.map(({ texts, logprob }, index) => {
    const vote = causal?.[index];
    const score = vote === undefined ? logprob : weights.encoder * logprob + weights.rest * vote;
    return { texts, probability: Math.exp(logprob), ...(vote !== undefined && { causal: vote }), score };
  });
  return { places: places.map(({ gap }) => gap.place ?? 0), fillings: fillings.sort((a, b) => b.score - a.score) };
}

/** A word as it is to be written at a place. */
interface WrittenWord {
  readonly text: string;
  /** What the indefinite article before the place has to become. */
  readonly article?: 'a' | 'an';
}

/** Writes words as a place of a text demands: in its casing, names with their capitals, and with the article that they take. */
function writerAt(text: string, place: Span, own: OwnCasing): (word: string) => WrittenWord {
  const casing = casingAt(text, place);
  const article = articleBefore(text, place.start);
  return (word) => {
    const cased = word.split(' ').map((part) => own.of(part)).join(' '); // prettier-ignore
    const needed = articleFor(cased);
    return { text: inCasing(cased, casing), ...(article !== undefined && article.form !== needed && { article: needed }) };
  };
}
