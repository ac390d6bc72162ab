import { append } from '../../common/append.js';
import type { PanelRow, PanelSection, PanelView } from '../../common/panelProtocol/view.js';
import { escapeXml } from '../../common/escapeXml.js';
import { graphemeStart } from '../../prose/graphemes.js';

/** Lengths are in pixels of the picture. */
const width = 640;
const margin = 16;
const lineHeight = 22;
const barStart = 220;
const barLength = 300;
const valueStart = barStart + barLength + 12;
const indent = 16;

/** About as many letters as stand before the bars. */
const longestLabel = 30;
const longestLine = 90;

const ink = '#1b1b1b';
const faint = '#5f5f5f';
const barColour = '#3572b0';
const trackColour = '#e8e8e8';

/**
 * A view as a picture for a report: dark on white in any theme. The bars of compared values are hatched, so that they can be
 * told apart without colour. Every text of the view is text in the picture, never markup; what the picture cuts is whole in its description.
 */
export function viewAsSvg(view: PanelView): string {
  const parts: string[] = [];
  let y = margin;
  const line = (text: string, attributes: string, x = margin): void => {
    parts.push(`<text x="${x}" y="${y + 15}" ${attributes}>${shown(text, longestLine)}</text>`);
    y += lineHeight;
  };
  line(view.title, `font-weight="bold" fill="${ink}"`);
  if (view.subtitle !== '') line(view.subtitle, `fill="${faint}"`);
  for (const section of view.sections) {
    y += lineHeight / 2;
    if (section.title !== '') line(section.title, `fill="${ink}" font-weight="bold"`);
    for (const [index, name] of (section.legend ?? []).entries()) {
      parts.push(bar(y + 5, margin, lineHeight - 10, lineHeight - 10, index === 1));
      line(name, `fill="${faint}"`, margin + indent + 4);
    }
    for (const row of section.rows) {
      for (const [each, left] of [[row, margin] as const, ...(row.alternatives ?? []).map((other) => [other, margin + indent] as const)]) {
        append(parts, drawRow(each, section, y, left));
        y += lineHeight;
      }
    }
  }
  if (view.notes.length > 0) y += lineHeight / 2;
  for (const note of view.notes) line(note, `fill="${faint}"`);
  const height = y + margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${escapeXml(view.subtitle === '' ? view.title : `${view.title}: ${view.subtitle}`)}</title>`,
    `<desc>${escapeXml(description(view))}</desc>`,
    `<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="${barColour}"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** All of a view as one line of text. */
function description({ sections, notes }: PanelView): string {
  const rows = sections.flatMap((section) => [
    ...[section.title, ...(section.legend ?? [])].filter((text) => text !== ''),
    ...section.rows.flatMap((row) => [row, ...(row.alternatives ?? [])]).map((row) => `${row.label}: ${valueOf(row)}`),
  ]);
  return [...rows, ...notes].join('; ');
}

/** What is said of a row, or of its two compared values. */
function valueOf({ text, compared }: Pick<PanelRow, 'text' | 'compared'>): string {
  return compared === undefined ? text : `${text} / ${compared.text}`;
}

function drawRow(row: PanelRow, { full }: PanelSection, y: number, x: number): string[] {
  const { label, value, compared } = row;
  const values = compared === undefined ? [value] : [value, compared.value];
  const height = (lineHeight - 8) / values.length;
  const bars = values.flatMap((each, index) => {
    const top = y + 3 + index * (height + 1);
    const length = barLength * Math.min(1, Math.max(0, each / full));
    return [
      `<rect x="${barStart}" y="${round(top)}" width="${barLength}" height="${round(height)}" fill="${trackColour}"/>`,
      bar(top, barStart, length, height, index === 1),
    ];
  });
  return [
    `<text x="${x}" y="${y + 15}" fill="${ink}">${shown(label, longestLabel)}</text>`,
    ...bars,
    `<text x="${valueStart}" y="${y + 15}" fill="${ink}">${shown(valueOf(row), longestLabel)}</text>`,
  ];
}

function bar(y: number, x: number, length: number, height: number, hatched: boolean): string {
  const fill = hatched ? `url(#hatch)" stroke="${barColour}` : barColour;
  return `<rect x="${x}" y="${round(y)}" width="${round(length)}" height="${round(height)}" fill="${fill}"/>`;
}

/** A text on one line, cut between two characters where it is long. Isolated, so that Hebrew or Arabic leaves its surroundings alone. */
function shown(text: string, longest: number): string {
  const cut = text.length <= longest ? text : `${text.slice(0, graphemeStart(text, longest - 1))}…`;
  return escapeXml(`\u2068${cut}\u2069`);
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
