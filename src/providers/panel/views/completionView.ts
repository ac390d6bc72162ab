import type { CompletionRecord, JudgedCompletion } from '../../../common/completionRecord.js';
import type { CompletionToken } from '../../../common/engineApi.js';
import { anchorLength, type TextPlace } from '../../../common/panelProtocol/place.js';
import type { PanelRow, PanelSection, PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../host/translate.js';
import { percent } from '../../../text/plainText.js';
import { placeTitle } from './placeTitle.js';
import { tokenRow } from './tokenRow.js';

/**
 * The last completion, token by token. Choosing a token writes the completion up to it; choosing one that the model also
 * considered writes the completion with that one at its end.
 */
export function completionView({ document, offset, before, candidates, usage }: CompletionRecord, t: Translate): PanelView {
  const place: TextPlace = { document, start: offset, end: offset, text: '', before: before.slice(-anchorLength) };
  const [best, ...others] = candidates;
  return {
    id: 'completion',
    kind: 'completion',
    title: t('Last Completion'),
    subtitle: placeTitle(place),
    sections: [
      ...(best === undefined ? [] : [tokens(best.completion.tokens, place, t)]),
      ...(others.length === 0 ? [] : [otherCandidates(others, place, t)]),
    ],
    notes: [best === undefined ? t('The engine found no continuation here.') : chances(best, t), t('Model: {0}.', usage.model)],
  };
}

function tokens(all: readonly CompletionToken[], place: TextPlace, t: Translate): PanelSection {
  const rows = all.flatMap(({ text, logprob, alternatives }, index): PanelRow[] => {
    // It completes no character; the one after it does.
    if (text === '') return [];
    const written = all
      .slice(0, index)
      .map((token) => token.text)
      .join('');
    const row = (last: string, probability: number): PanelRow => ({
      ...tokenRow(last, probability, t),
      id: `${index}:${last}`,
      action: { kind: 'put', title: t('Insert up to Here'), place, text: written + last },
    });
    const others = alternatives.filter((alternative) => alternative.text !== text && alternative.text !== '');
    return [
      {
        ...row(text, Math.exp(logprob)),
        ...(others.length > 0 && { alternatives: others.map((other) => row(other.text, Math.exp(other.logprob))) }),
      },
    ];
  });
  return { id: 'tokens', title: t('Token by Token'), unit: 'probability', full: 1, rows };
}

function otherCandidates(others: readonly JudgedCompletion[], place: TextPlace, t: Translate): PanelSection {
  const rows = others.map(({ completion: { text }, verdict }): PanelRow => ({
    ...tokenRow(text, verdict.estimate.firstWord, t),
    id: `other:${text}`,
    action: { kind: 'put', title: t('Insert'), place, text },
  }));
  return { id: 'others', title: t('Other Completions, by the Chance of Their First Word'), unit: 'probability', full: 1, rows };
}

function chances({ verdict: { estimate } }: JudgedCompletion, t: Translate): string {
  return t('Estimated chance that you accept its first word: {0}; all of it: {1}.', percent(estimate.firstWord), percent(estimate.whole));
}
