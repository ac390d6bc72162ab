import { maxOf } from '../../common/extremes.js';
import type { FilledPlace, FillMaskResult, JointFillings } from '../../common/methods/maskedWords.js';
import type { TextPlace } from '../../common/panelProtocol/place.js';
import type { Translate } from '../../common/translate.js';
import { type CausalView, causalViews, sharesOf } from '../../writing/masking/agreement.js';
import { type Fill, fillsFor } from '../../writing/masking/fills.js';
import type { Passage } from '../../writing/masking/passage.js';
import { percent } from '../../prose/plainText.js';
import { placeExcerpt } from './placeExcerpt.js';

/** One line of the list. */
export interface WordChoice {
  readonly label: string;
  /** How both models rate it, in figures and, where they disagree, in words. */
  readonly description: string;
  /** The length of each model's bar, 0 to 1: 1 is that of the word that this model finds best. */
  readonly bars: { readonly encoder: number; readonly causal?: number };
  /** Whether this is the current word. */
  readonly isCurrent: boolean;
  /** What choosing it writes, in the order of the text. */
  readonly fills: readonly Fill[];
}

export interface WordSection {
  /** Empty where there is one section only. */
  readonly title: string;
  readonly choices: readonly WordChoice[];
}

/** The list for places of a sentence: what fits in all of them together, then the words for each. */
export function wordList(passage: Passage, places: readonly TextPlace[], result: FillMaskResult, t: Translate): WordSection[] {
  const alone = result.masks.map((mask, index): WordSection => {
    const place = places[index] as TextPlace;
    const title = places.length === 1 ? '' : t('Gap {0} of {1}: {2}', index + 1, places.length, placeExcerpt(passage, place));
    return { title, choices: choicesAt(passage, place, mask, t) };
  });
  return [...result.joint.map((joint) => together(passage, places, joint, result.masks, t)), ...alone];
}

function choicesAt(passage: Passage, place: TextPlace, { candidates, standing }: FilledPlace, t: Translate): WordChoice[] {
  const views = causalViews(candidates);
  const barsOf = bars(candidates, views);
  return candidates.map(({ text, probability, article }, index) => ({
    label: text,
    description: [...ratings(probability, views[index], t), ...(text === standing?.text ? [t('current word')] : [])].join(' · '),
    bars: barsOf(index),
    isCurrent: text === standing?.text,
    fills: fillsFor(passage, place, text, article),
  }));
}

function together(
  passage: Passage,
  places: readonly TextPlace[],
  { places: indexes, fillings }: JointFillings,
  masks: readonly FilledPlace[],
  t: Translate,
): WordSection {
  const shares = sharesOf(fillings.map(({ causal }) => causal));
  const views = shares.map((share) => (share === undefined ? undefined : { share }));
  const barsOf = bars(fillings, views);
  const choices = fillings.map(({ texts, probability }, row) => ({
    label: texts.join(' … '),
    description: ratings(probability, views[row], t).join(' · '),
    bars: barsOf(row),
    isCurrent: false,
    fills: indexes.flatMap((index, at) => {
      const text = texts[at] ?? '';
      const known = masks[index]?.candidates.find((candidate) => candidate.text === text);
      return fillsFor(passage, places[index] as TextPlace, text, known?.article);
    }),
  }));
  return { title: t('All gaps of the sentence'), choices };
}

function ratings(probability: number, view: CausalView | undefined, t: Translate): string[] {
  const verdicts = { prefers: t('GPT prefers it'), doubts: t('GPT doubts it') };
  return [
    t('BERT {0}', percent(probability)),
    ...(view === undefined ? [] : [t('GPT {0}', percent(view.share))]),
    ...(view?.verdict === undefined ? [] : [verdicts[view.verdict]]),
  ];
}

/** Each model has its own scale: their numbers are about different things. */
function bars(
  rated: readonly { readonly probability: number }[],
  views: readonly (CausalView | undefined)[],
): (index: number) => WordChoice['bars'] {
  const encoder = rated.map(({ probability }) => probability);
  const causal = views.map((view) => view?.share);
  const share = (value: number, all: readonly (number | undefined)[]): number => value / maxOf(all.map((each) => each ?? 0));
  return (index) => {
    const own = causal[index];
    return { encoder: share(encoder[index] ?? 0, encoder), ...(own !== undefined && { causal: share(own, causal) }) };
  };
}
