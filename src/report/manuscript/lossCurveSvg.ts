import { escapeXml } from '../../common/escapeXml.js';
import { maxOf, minOf } from '../../common/extremes.js';
import type { AdapterSummary } from '../../common/methods/manuscript.js';

const [width, height] = [640, 260];
const [left, right, top, bottom] = [56, 20, 16, 44];

/** How many lines there are across, at round losses. */
const linesAcross = 4;

/**
 * The loss of a training over its steps, as a picture that stands alone. Its colours are those of the reader's theme, and its description says all
 * that it shows.
 */
export function lossCurveSvg({ losses, steps, figures }: Pick<AdapterSummary, 'losses' | 'steps' | 'figures'>): string {
  const [lowest, highest] = [minOf(losses), maxOf(losses)];
  const step = roundStep((highest - lowest) / linesAcross);
  const from = step * Math.floor(lowest / step);
  const to = Math.max(from + step, step * Math.ceil(highest / step - 1e-9));
  const x = (nth: number): number => round(left + ((width - left - right) * nth) / Math.max(1, losses.length - 1));
  const y = (loss: number): number => round(top + ((height - top - bottom) * (to - loss)) / Math.max(to - from, 1e-9));
  const grid = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, nth) => {
    const loss = from + nth * step;
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(loss)}" y2="${y(loss)}"/><text x="${left - 8}" y="${y(loss) + 5}" text-anchor="end">${decimals(loss, step)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="loss-title loss-description">`,
    '<title id="loss-title">Loss while a style was learned</title>',
    `<desc id="loss-description">${escapeXml(described(losses, steps, figures))}</desc>`,
    '<style>:root { color-scheme: light dark } text { font: 14px sans-serif; fill: CanvasText } line, polyline { fill: none; stroke: CanvasText } .grid { opacity: 0.25 } .curve { stroke-width: 2.5 }</style>',
    ...grid,
    `<polyline class="curve" points="${losses.map((loss, nth) => `${x(nth)},${y(loss)}`).join(' ')}"/>`,
    `<text x="${left}" y="${height - bottom + 22}">1</text>`,
    `<text x="${width - right}" y="${height - bottom + 22}" text-anchor="end">${steps}</text>`,
    `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">Steps</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function described(losses: readonly number[], steps: number, { before, after }: AdapterSummary['figures']): string {
  const at = [0, 0.25, 0.5, 0.75, 1].map((share) => (losses[Math.round(share * (losses.length - 1))] ?? NaN).toFixed(2));
  return `In ${steps} steps the loss went from ${at[0]} by ${at[1]}, ${at[2]} and ${at[3]} to ${at[4]}. Text that was held out takes ${after.toFixed(3)} bits per byte, and took ${before.toFixed(3)} before.`;
}

/** The nearest of 1, 2 and 5 times a power of ten that is not smaller. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)));
  return power * ([1, 2, 5].find((times) => times * power >= least) ?? 10);
}

function decimals(value: number, step: number): string {
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
