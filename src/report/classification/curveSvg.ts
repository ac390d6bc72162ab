import { minOf } from '../../common/extremes.js';
import { escapeXml } from '../../common/escapeXml.js';
import type { Translate } from '../../common/translate.js';
import { percent } from '../../prose/plainText.js';
import type { ReportCurve } from './reportBlocks.js';

/** Lengths are in units of the picture, which is as wide as its place. */
const width = 640;
const height = 280;
const left = 68;
const right = 24;
const top = 14;
const bottom = 52;

/**
 * A learning curve as a picture: the figure over the number of examples, each doubling as wide as the next, with the range that it lies in
 * with 95 % confidence. It has no colours of its own but classes for a style sheet; its description says all that it shows.
 */
export function curveSvg({ title, names, points }: ReportCurve, t: Translate): string {
  const lowest = Math.floor(10 * minOf(points.map(({ accuracy }) => accuracy.low))) / 10;
  const counts = points.map(({ examples }) => Math.log(examples));
  const [first = 0, last = 1] = [counts[0], counts.at(-1)];
  const x = (examples: number): number => left + ((width - left - right) * (Math.log(examples) - first)) / Math.max(last - first, 1e-9);
  const y = (share: number): number => top + ((height - top - bottom) * (1 - share)) / (1 - lowest);
  const at = (of: (accuracy: ReportCurve['points'][number]['accuracy']) => number): string[] =>
    points.map(({ examples, accuracy }) => `${round(x(examples))},${round(y(of(accuracy)))}`);
  const band = [...at(({ high }) => high), ...at(({ low }) => low).reverse()];
  const marks = gridOf(lowest).map((share) => {
    const place = round(y(share));
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${place}" y2="${place}"/><text x="${left - 8}" y="${place + 5}" text-anchor="end">${escapeXml(percent(share))}</text>`;
  });
  const dots = points.map(({ examples, accuracy: { value } }) => {
    const place = round(x(examples));
    return `<circle class="dot" cx="${place}" cy="${round(y(value))}" r="4"/><text x="${place}" y="${height - bottom + 22}" text-anchor="middle">${examples}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="curve-title curve-description">`,
    `<title id="curve-title">${escapeXml(title)}</title>`,
    `<desc id="curve-description">${escapeXml(described(names[1], points, t))}</desc>`,
    ...marks,
    `<polygon class="band" points="${band.join(' ')}"/>`,
    `<polyline class="curve" points="${at(({ value }) => value).join(' ')}"/>`,
    ...dots,
    `<text x="${(left + width - right) / 2}" y="${height - 6}" text-anchor="middle">${escapeXml(names[0])}</text>`,
    '</svg>',
  ].join('\n');
}

/** Shares with a line: five at most. */
function gridOf(lowest: number): number[] {
  const step = lowest < 0.6 ? 0.2 : 0.1;
  return Array.from({ length: Math.floor((1 - lowest) / step + 1e-9) + 1 }, (_, at) => 1 - at * step);
}

function described(accuracy: string, points: ReportCurve['points'], t: Translate): string {
  return points
    .map(({ examples, shown }) => t('With {0} examples: {1} {2}, with 95 % confidence {3}.', examples, accuracy, ...shown))
    .join(' ');
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
