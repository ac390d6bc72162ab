import type { TextPlace } from '../../../common/panelProtocol/place.js';
import type { PanelRow, PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { excerptStart } from '../../../prose/excerpt.js';
import { tokenLabel } from '../../../report/panel/tokenLabel.js';
import type { RatedWord } from '../../../writing/surprisal/ratedWords.js';
import { bitsText } from './bitsText.js';

/** How many characters of the paragraph name the view. */
const longest = 60;

/** Bars end at this many bits; hardly a word of prose has more. */
const fullBits = 20;

/** More rows than a page of text has words would only slow the panel down. */
const maxRows = 400;

/** How many of the most surprising words come first. */
const mostSurprising = 5;

/** A paragraph whose words are rated; their offsets are into `text`. */
export interface RatedParagraph {
  readonly place: TextPlace;
  readonly words: readonly RatedWord[];
}

/** How surprising each word of a paragraph is: choosing one shows it in the text. */
export function surprisalView({ place, words }: RatedParagraph, t: Translate): PanelView {
  const rated = words.filter(({ withoutContext }) => withoutContext !== true);
  const first = words.find(({ withoutContext }) => withoutContext === true);
  const rows = rowsOf(place, rated, t);
  const top = [...rows].sort((a, b) => b.value - a.value).slice(0, mostSurprising);
  const total = rated.reduce((sum, { bits }) => sum + bits, 0);
  return {
    id: 'surprisal',
    kind: 'surprisal',
    title: t('Surprisal of the Paragraph'),
    subtitle: excerptStart(place.text.trim(), longest),
    sections: [
      {
        id: 'top',
        title: t('Most Surprising Words'),
        unit: 'bits',
        full: fullBits,
        rows: top.map(again),
      },
      { id: 'words', title: t('Word by Word'), unit: 'bits', full: fullBits, rows: rows.slice(0, maxRows) },
    ].filter((section) => section.rows.length > 0) as PanelView['sections'],
    notes: [
      rated.length === 0
        ? t('There are no words to rate here.')
        : t('On average {0} bits a word. Each bit halves the probability.', bitsText(total / rated.length)),
      ...(first === undefined ? [] : [t('"{0}" is not rated: there is no context before it.', first.text)]),
      ...(rows.length > maxRows ? [t('The first {0} of {1} words are shown.', maxRows, rows.length)] : []),
    ],
  };
}

/** The same row a second time in one view. */
function again(row: PanelRow): PanelRow {
  const { id, alternatives } = row;
  return { ...row, id: `top:${id}`, ...(alternatives && { alternatives: alternatives.map(again) }) };
}

function rowsOf(place: TextPlace, words: readonly RatedWord[], t: Translate): PanelRow[] {
  const seen = new Map<string, number>();
  return words.map(({ start, end, text, bits, expected }) => {
    const occurrence = (seen.get(text) ?? 0) + 1;
    seen.set(text, occurrence);
    const id = `${text}#${occurrence}`;
    return {
      id,
      label: text,
      value: bits,
      text: bitsText(bits),
      alternatives: expected.map((token) => ({
        id: `${id}/${token.text}`,
        label: tokenLabel(token.text),
        ...(token.text.trim() !== '' && { name: token.text.trim() }),
        value: -token.logprob / Math.LN2,
        text: bitsText(-token.logprob / Math.LN2),
      })),
      action: {
        kind: 'show',
        title: t('Show in the Text'),
        place: {
          document: place.document,
          start: place.start + start,
          end: place.start + end,
          text,
          before: place.text.slice(0, start).slice(-40),
        },
      },
    };
  });
}
