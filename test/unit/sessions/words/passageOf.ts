import type { FillMaskResult } from '../../../../src/common/methods/maskedWords.js';
import type { TextPlace } from '../../../../src/common/panelProtocol/place.js';
import type { Passage } from '../../../../src/writing/masking/passage.js';
import { maskSigns } from '../../../../src/writing/masking/maskSigns.js';

const document = 'file:///story.md';

/** A passage that starts at the document's hundredth character, and its gaps. */
export function passageOf(text: string): { readonly passage: Passage; readonly places: readonly TextPlace[] } {
  const places = maskSigns(text).map(({ start, end }) => ({
    document,
    start: start + 100,
    end: end + 100,
    text: text.slice(start, end),
    before: text.slice(0, start),
  }));
  return { passage: { text, start: 100 }, places };
}

/** A word for a gap, with what the causal model says of it. */
export function candidate(text: string, probability: number, causal?: number): FillMaskResult['masks'][number]['candidates'][number] {
  return { text, probability, pieces: [], score: 0, ...(causal !== undefined && { causal: { word: causal, rest: 0 } }) };
}
