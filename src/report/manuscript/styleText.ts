import { maxOf, minOf } from '../../common/extremes.js';
import type { LearnedSummary } from '../../common/methods/manuscript.js';
import { inEnglish, type Translate } from '../../common/translate.js';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** What was learned of a writer's style, as lines for people to read; none where nothing was. */
export function styleText({ adapter, adapterLack }: Pick<LearnedSummary, 'adapter' | 'adapterLack'>, t: Translate = inEnglish): string[] {
  if (adapterLack === 'damaged') return [t('What was learned of your style is damaged, and is not used. Learn again to replace it.')];
  if (adapterLack === 'other-model')
    return [t('What was learned of your style belongs to another model, and is not used. Learn again to train this one.')];
  if (adapter === undefined) return [];
  const { figures, isUsed, layers, rank, steps, losses, date, note } = adapter;
  const change = `${(100 * Math.abs(1 - figures.after / figures.before)).toFixed(1)} %`;
  const measured = t(
    'Style, on {0} tokens that were held out: {1} bits per byte before, {2} after',
    String(figures.tokens),
    figures.before.toFixed(3),
    figures.after.toFixed(3),
  );
  const settings = t('Trained in {0} steps on {1}: {2} layers, rank {3}.', String(steps), date.slice(0, 10), String(layers), String(rank));
  return [
    isUsed ? `${measured} ${t('({0} fewer).', change)}` : `${measured}. ${t('That is not 1 % fewer, so it is not used.')}`,
    settings,
    ...(losses.length > 1
      ? [t('Loss while it was trained: {0} {1} {2}', (losses[0] ?? 0).toFixed(2), curveText(losses), (losses.at(-1) ?? 0).toFixed(2))]
      : []),
    ...(note === undefined ? [] : [note]),
  ];
}

/** A curve in one line: a bar for each value, of the height that it has among them. */
export function curveText(values: readonly number[]): string {
  const [lowest, highest] = [minOf(values), maxOf(values)];
  const steps = bars.length - 1;
  return values.map((value) => bars[highest === lowest ? 0 : Math.round((steps * (value - lowest)) / (highest - lowest))] ?? '').join('');
}
