import type { FillMaskResult } from '../../common/methods/maskedWords.js';
import type { MaskedWordsRecord } from '../../common/panelProtocol/maskedWords.js';
import type { TextPlace } from '../../common/panelProtocol/place.js';
import { causalViews } from '../../writing/masking/agreement.js';
import { withStandIns } from '../../writing/masking/casing.js';
import type { Passage } from '../../writing/masking/passage.js';
import { sentences } from '../../prose/sentences.js';
import { shifted } from '../../prose/span.js';

/** What was suggested, for the panel. */
export function wordsRecord(passage: Passage, places: readonly TextPlace[], result: FillMaskResult): MaskedWordsRecord {
  return {
    sentence: sentenceOf(passage, places),
    masks: result.masks.map(({ candidates, standing }, index) => {
      const views = causalViews(candidates);
      return {
        place: places[index] as TextPlace,
        ...(standing !== undefined && { standing }),
        candidates: candidates.map(({ text, probability }, at) => {
          const view = views[at];
          return { text, probability, ...(view !== undefined && { causal: view.share }) };
        }),
      };
    }),
    encoder: result.encoder,
    ...(result.causal !== undefined && { causal: result.causal }),
  };
}

/** The sentence of the first place, on one line. */
function sentenceOf({ text, start }: Passage, places: readonly TextPlace[]): string {
  const spans = shifted(places, -start).map((place) => ({ start: place.start, end: place.end }));
  const at = spans[0]?.start ?? 0;
  const sentence = sentences(withStandIns(text, spans)).findLast((each) => each.start <= at);
  return text.slice(sentence?.start, sentence?.end).replace(/\s+/g, ' ').trim();
}
