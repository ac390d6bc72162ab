import type { CompletionToken } from '../../common/engineApi.js';
import type { CompletionRecord, JudgedCompletion } from '../../common/completionRecord.js';
import { quietnessLabel } from '../../host/status/statusMenu.js';
import type { Translate } from '../../host/translate.js';
import { excerptEnd, excerptStart } from '../../text/excerpt.js';
import { bar, column, percent, visible } from '../../text/plainText.js';

/** How many characters of the writer's text are repeated, so that they see which place is meant. */
const quoted = 60;

/**
 * Explains an answer of the engine in plain text: what was suggested, how sure the engine was of each token and what
 * else it thought of, and why it was shown or not. Every line is a sentence or a labelled row, so that it reads well
 * aloud; bars only repeat what stands beside them in figures.
 */
export function explanation(record: CompletionRecord, t: Translate): string {
  const best = record.candidates[0];
  const [after = ''] = record.after.split('\n', 1);
  return [
    t('Why This Completion?'),
    '',
    t('After: {0}', visible(excerptEnd(record.before, quoted))),
    ...(after.trim() === '' ? [] : [t('Before: {0}', visible(excerptStart(after, quoted)))]),
    '',
    ...(best === undefined ? [t('The engine found no continuation here.')] : candidateLines(record, best, t)),
    ...otherLines(record.candidates.slice(1), t),
    ...figureLines(record, t),
    '',
  ].join('\n');
}

function candidateLines(record: CompletionRecord, { completion, verdict }: JudgedCompletion, t: Translate): string[] {
  return [
    t('Suggestion: {0}', visible(completion.text)),
    decision(record, verdict, t),
    ...(completion.suffixLogprob === undefined
      ? []
      : [t('How well the text behind it goes on from it: {0} per token.', percent(Math.exp(completion.suffixLogprob)))]),
    '',
    t('Each piece of it, how likely the model found it there, and what else it considered:'),
    '',
    ...completion.tokens.flatMap((token, index) => tokenLines(token, index, t)),
  ];
}

function decision(
  { explicit, quietness }: CompletionRecord,
  { show, estimate, needed }: JudgedCompletion['verdict'],
  t: Translate,
): string {
  const chance = t(
    'Estimated chance that you accept its first word: {0}; all of it: {1}.',
    percent(estimate.firstWord),
    percent(estimate.whole),
  );
  if (explicit) return `${chance} ${t('It was shown because you asked.')}`;
  const rule = t(
    '{0} needs {1} for the first word, {2} for all of it.',
    quietnessLabel(quietness, t),
    percent(needed.firstWord),
    percent(needed.whole),
  );
  const result = {
    whole: t('So it was shown.'),
    'first-word': t('So only its first word was shown.'),
    nothing: t('So nothing was shown.'),
  }[show];
  return `${chance} ${rule} ${result}`;
}

function tokenLines({ text, logprob, alternatives }: CompletionToken, index: number, t: Translate): string[] {
  const others = alternatives.filter((alternative) => alternative.text !== text);
  return [row(`${index + 1}.`, text, logprob), ...others.map((other) => row(t('or'), other.text, other.logprob)), ''];
}

function row(label: string, text: string, logprob: number): string {
  const probability = Math.exp(logprob);
  return `${column(label, 4)}${column(visible(text), 18)}${column(percent(probability), 7, 'right')}  ${bar(probability)}`.trimEnd();
}

function otherLines(others: readonly JudgedCompletion[], t: Translate): string[] {
  if (others.length === 0) return [];
  return [
    t('Other suggestions:'),
    ...others.map(({ completion, verdict }) => `    ${visible(completion.text)} (${percent(verdict.estimate.firstWord)})`),
    '',
  ];
}

function figureLines({ usage, latencyMs }: CompletionRecord, t: Translate): string[] {
  const device = usage.device === 'cpu' ? t('processor') : t('graphics card');
  return [
    t('Model: {0}, on the {1}.', usage.model, device),
    t('Context: {0} tokens, {1} of them known from before.', usage.contextTokens, usage.reusedTokens),
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
