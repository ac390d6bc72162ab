import { type ReportedPair, reportedPairs } from '../../writing/flow/flowReport.js';
import type { FileCheck } from './fileCheck.js';

/** The next or the previous warning of a text from an offset on, around its end; `undefined` where there are no warnings. */
export function nextWarning({ check }: FileCheck, offset: number, direction: 1 | -1): ReportedPair | undefined {
  const warnings = reportedPairs(check.report).filter(({ verdict }) => verdict === 'warning');
  const ordered = direction > 0 ? warnings : [...warnings].reverse();
  return ordered.find(({ second }) => (direction > 0 ? second.start > offset : second.start < offset)) ?? ordered[0];
}
