import * as vscode from 'vscode';
import type { WordChoice } from '../../sessions/words/wordList.js';

/** Colours of the encoder's and the causal model's bars: those of the panel, in both kinds of themes. */
const colours = {
  light: { encoder: '#1a85ff', causal: '#a65d00', track: '#80808040' },
  dark: { encoder: '#3794ff', causal: '#d18616', track: '#80808060' },
} as const;

/** Width and height of an icon. */
const size = 16;

/** Both bars of a line as its icon, the encoder's above. The figures stand beside them in words, so that nothing rests on colour. */
export function barIcon(bars: WordChoice['bars']): { readonly light: vscode.Uri; readonly dark: vscode.Uri } {
  return { light: picture(bars, 'light'), dark: picture(bars, 'dark') };
}

function picture({ encoder, causal }: WordChoice['bars'], kind: keyof typeof colours): vscode.Uri {
  const { encoder: upper, causal: lower, track } = colours[kind];
  const bar = (y: number, height: number, share: number, fill: string): string =>
    `<rect y="${y}" width="${size}" height="${height}" fill="${track}"/><rect y="${y}" width="${length(share)}" height="${height}" fill="${fill}"/>`;
  const drawn = causal === undefined ? bar(5, 6, encoder, upper) : bar(2, 5, encoder, upper) + bar(9, 5, causal, lower);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${drawn}</svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}

/** Even the smallest share can be seen. */
function length(share: number): string {
  return Math.max(0.5, share * size).toFixed(1);
}
