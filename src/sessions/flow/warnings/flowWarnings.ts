import type { Translate } from '../../../common/translate.js';
import { percent } from '../../../prose/plainText.js';
import type { Span } from '../../../prose/span.js';
import { reportedPairs } from '../../../writing/flow/flowReport.js';
import type { FileCheck } from '../fileCheck.js';

/** What is shown in a text. Spans are of the checked text. */
export type FlowWarning =
  /** A sentence that does not follow, with the one before. */
  | {
      readonly kind: 'warning';
      readonly span: Span;
      readonly message: string;
      readonly before: { readonly span: Span; readonly message: string };
    }
  /** A comment that does nothing. */
  | { readonly kind: 'unused'; readonly span: Span; readonly message: string };

/** What is shown in a checked text. */
export function flowWarnings({ check, isComplete }: FileCheck, t: Translate): FlowWarning[] {
  const warnings = reportedPairs(check.report).filter(({ verdict }) => verdict === 'warning');
  // Whether a comment mutes anything is known at the end only.
  const unused = isComplete ? check.unusedDirectives : [];
  return [
    ...warnings.map(({ first, second, chance, reasons }): FlowWarning => {
      const title = t('This sentence seems not to follow from the one before (probability: {0}).', percent(chance));
      const before = { span: first, message: t('The sentence before: "{0}"', first.text) };
      return { kind: 'warning', span: second, message: [title, ...reasons].join('\n'), before };
    }),
    ...unused.map((directive): FlowWarning => {
      const message = directive.kind === 'unknown' ? t('Unknown Cloze comment.') : t('This comment mutes nothing.');
      return { kind: 'unused', span: directive, message };
    }),
  ];
}
