import type { HeldOutFigures, KnownWord, LearnedSummary, SkippedFile } from '../../common/methods/manuscript.js';
import { inEnglish, type Translate } from '../../common/translate.js';
import { styleText } from './styleText.js';
import { skippedBecause } from '../../learning/manuscript/skippedFiles.js';

/** How many words and names are listed. */
const maxListed = 60;

/** How many files that were left out are named. */
const maxSkipped = 10;

/** What was learned from a writer's texts, for people to read. Ends with a line break. */
export function learnedText(summary: LearnedSummary, skipped: readonly SkippedFile[] = [], t: Translate = inEnglish): string {
  const { texts, words, known, knownCount, figures, isUsed, model, date, bytes } = summary;
  const names = known.filter(({ isName }) => isName);
  const others = known.filter(({ isName }) => !isName);
  const style = styleText(summary, t);
  const sections = [
    texts === 1
      ? t('Learned from {0} words in 1 text, for the model {1}.', String(words), model)
      : t('Learned from {0} words in {1} texts, for the model {2}.', String(words), String(texts), model),
    ...(figures === undefined && style.length > 0 ? [] : [figuresText(figures, isUsed, t)]),
    ...style,
    ...(names.length > 0 ? [`${t('Names:')} ${listed(names)}`] : []),
    ...(others.length > 0 ? [`${t('Words:')} ${listed(others)}`] : []),
    t('{0} words and names that the model has no token for; {1} on disk; {2}.', String(knownCount), sizeText(bytes), date.slice(0, 10)),
    ...(skipped.length > 0 ? [skippedText(skipped, t)] : []),
  ];
  return sections.map((section) => `${section}\n`).join('');
}

/** What is gained on text that was held out. */
export function figuresText(figures: HeldOutFigures | undefined, isUsed: boolean, t: Translate = inEnglish): string {
  if (figures === undefined) return t('Nothing was held out to measure it on.');
  const { before, after, tokens } = figures;
  const change = `${(100 * Math.abs(1 - after / before)).toFixed(1)} %`;
  const measured = t(
    'On {0} tokens that were held out: {1} bits per byte before, {2} after',
    String(tokens),
    before.toFixed(3),
    after.toFixed(3),
  );
  return isUsed ? `${measured} ${t('({0} fewer).', change)}` : `${measured}. ${t('That is no better, so it is not used.')}`;
}

function listed(words: readonly KnownWord[]): string {
  const shown = words.slice(0, maxListed).map(({ text, count }) => `${text} ${count}`);
  return shown.join(', ') + (words.length > maxListed ? ', …' : '');
}

function skippedText(skipped: readonly SkippedFile[], t: Translate): string {
  const lines = skipped.slice(0, maxSkipped).map(({ file, why }) => `  ${file}: ${skippedBecause(why, t)}`);
  const rest = skipped.length > maxSkipped ? ['  …'] : [];
  return [t('Left out:'), ...lines, ...rest].join('\n');
}

/** A size as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
