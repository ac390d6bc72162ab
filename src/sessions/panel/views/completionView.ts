import { type CompletionRecord, type JudgedCompletion, quietnessLabel } from '../../../common/completionRecord.js';
import type { CompletionToken } from '../../../common/methods/completion.js';
import { anchorLength, type TextPlace } from '../../../common/panelProtocol/place.js';
import type { PanelRow, PanelSection, PanelView } from '../../../common/panelProtocol/view.js';
import type { Translate } from '../../../common/translate.js';
import { percent } from '../../../prose/plainText.js';
import { placeTitle } from './placeTitle.js';
import { tokenRow } from './tokenRow.js';

/**
 * The last completion, token by token. Choosing a token writes the completion up to it; choosing one that the model also
 * considered writes the completion with that one at its end.
 */
export function completionView(record: CompletionRecord, t: Translate): PanelView {
  const { document, offset, before, candidates } = record;
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
    notes: [...(best === undefined ? [t('The engine found no continuation here.')] : decision(record, best, t)), ...figures(record, t)],
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

/** How sure the engine was, and why the completion was shown or not. */
function decision({ explicit, quietness }: CompletionRecord, { completion, verdict }: JudgedCompletion, t: Translate): string[] {
  const { show, estimate, needed } = verdict;
  const chance = t(
    'Estimated chance that you accept its first word: {0}; all of it: {1}.',
    percent(estimate.firstWord),
    percent(estimate.whole),
  );
  const result = {
    whole: t('So it was shown.'),
    'first-word': t('So only its first word was shown.'),
    nothing: t('So nothing was shown.'),
  }[show];
  const rule = t(
    '{0} needs {1} for the first word, {2} for all of it.',
    quietnessLabel(quietness, t),
    percent(needed.firstWord),
    percent(needed.whole),
  );
  return [
    chance,
    explicit ? t('It was shown because you asked.') : `${rule} ${result}`,
    ...(completion.suffixLogprob === undefined
      ? []
      : [t('How well the text after the cursor continues it: {0} per token.', percent(Math.exp(completion.suffixLogprob)))]),
  ];
}

function figures({ usage, latencyMs }: CompletionRecord, t: Translate): string[] {
  const device = usage.device === 'cpu' ? t('processor') : t('graphics card');
  return [
    t('Model: {0}, on the {1}.', usage.model, device),
    t('Context: {0} tokens, {1} of them cached.', usage.contextTokens, usage.reusedTokens),
    t(
      'Time: {0} ms in all; {1} ms to read, {2} ms to write {3} tokens.',
      Math.round(latencyMs),
      Math.round(usage.prefillMs),
      Math.round(usage.decodeMs),
      usage.decodedTokens,
    ),
    t('None of this left your machine.'),
  ];
}
