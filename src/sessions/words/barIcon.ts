import type { WordChoice } from './wordList.js';

/** Colors of the encoder's and the causal model's bars: those of the panel, in both kinds of themes. */
const colors = {
  light: { encoder: '#1a85ff', causal: '#a65d00', track: '#80808040' },
  dark: { encoder: '#3794ff', causal: '#d18616', track: '#80808060' },
} as const;

/** Width and height of an icon. */
const size = 16;

/** Both bars of a line as an SVG image, the encoder's above. The figures are beside them in words, so that nothing depends on color. */
export function barIcon({ encoder, causal }: WordChoice['bars'], theme: keyof typeof colors): string {
  const { encoder: upper, causal: lower, track } = colors[theme];
  const bar = (y: number, height: number, share: number, fill: string): string =>
    `<rect y="${y}" width="${size}" height="${height}" fill="${track}"/><rect y="${y}" width="${length(share)}" height="${height}" fill="${fill}"/>`;
  const drawn = causal === undefined ? bar(5, 6, encoder, upper) : bar(2, 5, encoder, upper) + bar(9, 5, causal, lower);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${drawn}</svg>`;
}

/** Even the smallest share can be seen. */
function length(share: number): string {
  return Math.max(0.5, share * size).toFixed(1);
}
