import type { CompletionRecord } from '../../src/common/completionRecord.js';
import type { PanelState } from '../../src/common/panelProtocol/messages.js';
import type { TextPlace } from '../../src/common/panelProtocol/place.js';
import type { PanelView } from '../../src/common/panelProtocol/view.js';
import { panelChoices, panelTexts } from '../../src/sessions/panel/panelTexts.js';
import { classesView } from '../../src/sessions/panel/views/classesView.js';
import { completionView } from '../../src/sessions/panel/views/completionView.js';
import { maskedWordView } from '../../src/sessions/panel/views/maskedWordView.js';
import { nextTokenView } from '../../src/sessions/panel/views/nextTokenView.js';
import { pairView } from '../../src/sessions/panel/views/pairView.js';
import { surprisalView } from '../../src/sessions/panel/views/surprisalView.js';
import { inEnglish } from '../../src/common/translate.js';

/** A caret behind some text. */
export function caretPlace(before: string, start = 1000): TextPlace {
  return { document: 'file:///story.md', start, end: start, text: '', before };
}

export const nextTokens: PanelView = nextTokenView(
  {
    tokens: [
      [' keeper', 0.31],
      [' man', 0.18],
      [',', 0.09],
      [' light', 0.071],
      ['\n', 0.03],
      ['’s', 0.012],
      ['', 0.0041],
      [' old', 0.0004],
    ].map(([text, probability]) => ({ text: String(text), logprob: Math.log(Number(probability)) })),
    entropy: 4.23,
    model: 'smollm2-135m-instruct',
  },
  caretPlace('Every evening, an hour before dark, the lighthouse'),
  inEnglish,
);

export const completionRecord: CompletionRecord = {
  document: 'file:///story.md',
  offset: 1000,
  before: 'On a clear night the lighthouse at Skarn',
  after: '',
  explicit: false,
  quietness: 'balanced',
  candidates: [
    {
      completion: {
        text: ' Point was seen',
        tokens: [
          {
            text: ' Point',
            logprob: Math.log(0.84),
            alternatives: [' Point', ' Bay', ' was'].map((text, index) => ({ text, logprob: Math.log(0.84 / 4 ** index) })),
          },
          {
            text: ' was',
            logprob: Math.log(0.33),
            alternatives: [' was', ' could'].map((text, index) => ({ text, logprob: Math.log(0.33 - index / 5) })),
          },
          { text: ' seen', logprob: Math.log(0.11), alternatives: [] },
        ],
        stop: 'confidence',
        acceptance: { whole: 0.41, firstWord: 0.7 },
      },
      verdict: { show: 'whole', estimate: { whole: 0.38, firstWord: 0.66 }, needed: { whole: 0.15, firstWord: 0.45 } },
    },
    {
      completion: { text: ' stood', tokens: [], stop: 'confidence', acceptance: { whole: 0.1, firstWord: 0.12 } },
      verdict: { show: 'nothing', estimate: { whole: 0.1, firstWord: 0.12 }, needed: { whole: 0.15, firstWord: 0.45 } },
    },
  ],
  usage: {
    model: 'smollm2-135m-instruct',
    device: 'cpu',
    contextTokens: 512,
    reusedTokens: 509,
    prefillMs: 21,
    decodeMs: 24,
    decodedTokens: 2,
  },
  latencyMs: 58,
};
export const completion: PanelView = completionView(completionRecord, inEnglish);

export const maskedWord: PanelView = maskedWordView(
  {
    sentence: 'The cat [MASK] on the mat.',
    masks: [
      {
        place: { document: 'file:///story.md', start: 8, end: 14, text: '[MASK]', before: 'The cat ' },
        standing: { text: 'lay', probability: 0.03, rank: 4 },
        candidates: [
          { text: 'sat', probability: 0.44, causal: 0.52 },
          { text: 'was', probability: 0.21, causal: 0.09 },
          { text: 'slept', probability: 0.07, causal: 0.2 },
        ],
      },
    ],
    encoder: 'bert-base-uncased',
    causal: 'smollm2-135m-instruct',
  },
  inEnglish,
);

export const pair: PanelView = pairView(
  {
    first: { document: 'file:///story.md', start: 0, end: 30, text: 'He lit the lamp every evening.', before: '' },
    second: {
      document: 'file:///story.md',
      start: 31,
      end: 68,
      text: 'The price of copper fell by a third.',
      before: 'He lit the lamp every evening. ',
    },
    verdict: 'This sentence does not follow from the one before it; 5 of 100 such warnings are false alarms.',
    signals: [
      { id: 'nsp', label: 'follows, says the encoder', unit: 'probability', value: 0.08, shuffled: 0.22 },
      { id: 'after', label: 'surprisal after the first', unit: 'bits', value: 61.2, shuffled: 58.9, detail: 'as in other orders' },
      { id: 'alone', label: 'surprisal alone', unit: 'bits', value: 60.1 },
    ],
    reasons: ['No word of the first sentence comes back in it.'],
  },
  inEnglish,
);

const paragraph = 'On the twelfth he wrote that a wren had come in by the ventilator.';
export const surprisal: PanelView = surprisalView(
  {
    place: { document: 'file:///story.md', start: 500, end: 500 + paragraph.length, text: paragraph, before: '\n\n' },
    words: [...paragraph.matchAll(/\w+/g)].map(({ 0: text, index: start }, at) => ({
      start,
      end: start + text.length,
      text,
      bits: text === 'wren' ? 19.1 : text === 'ventilator' ? 21.4 : (at * 7) % 11,
      expected: [' the', ' a'].map((other, place) => ({ text: other, logprob: Math.log(0.3 / (place + 1)) })),
    })),
  },
  inEnglish,
);

/** The labels of a long text that may have several. */
export const classes: PanelView = classesView(
  {
    place: { ...caretPlace('', 0), text: 'What a wonderful soup, and what a pity that the waiter forgot it twice before he brought it.' },
    classes: [
      { label: 'food', probability: 0.93, threshold: 0.5 },
      { label: 'praise of the kitchen and of the people who work in it', probability: 0.44, threshold: 0.35 },
      { label: 'service', probability: 0.31, threshold: 0.45 },
      { label: 'travel', probability: 0.0003, threshold: 0.5 },
    ],
    passages: ['What a wonderful soup,', 'and what a pity that the waiter forgot it twice'].map((text, at) => ({
      place: { ...caretPlace('', 24 * at), text },
      probability: at === 0 ? 0.97 : 0.6,
      decided: at === 0,
    })),
    words: [
      { place: { ...caretPlace('', 17), text: 'soup' }, bits: 2.4 },
      { place: { ...caretPlace('', 40), text: 'pity' }, bits: -0.6 },
    ],
    model: 'bert-base-uncased',
    notes: ['In training it found just the right labels for 71 % of the texts that it had not seen (64 % to 77 %).'],
  },
  inEnglish,
);

export function panelState(view: PanelView | undefined, more: Partial<PanelState> = {}): PanelState {
  return {
    texts: panelTexts(inEnglish),
    choices: panelChoices(inEnglish),
    kind: view?.kind ?? 'next-token',
    live: { ...(view && { view }), busy: false, off: false },
    pins: [],
    compared: [],
    comparison: null,
    ...more,
  };
}
