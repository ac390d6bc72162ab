import * as v from 'valibot';
import { whole } from '../common/methods/values.js';
import { ClozeError } from '../common/clozeError.js';
import { inEnglish } from '../common/translate.js';
import { DocumentCheck } from '../sessions/flow/check/documentCheck.js';
import { flowDocument } from '../writing/flow/document/flowDocument.js';
import { type ReportedPair, reportedPairs } from '../writing/flow/flowReport.js';
import { readClozeIgnore } from '../writing/flow/mutes/clozeIgnore.js';
import { lineRange, placeOf, source, sourceText, spanOfLines, type SourceText } from './source.js';
import { figure, tool, type ToolContext } from './tool.js';

export const flowTool = tool({
  name: 'cloze_flow',
  title: 'Check flow',
  doing: 'Checking which sentences do not follow',
  description: `Finds sentences in English prose that do not follow from the sentence before them, with two local language models, offline. Use it to review a draft or to verify that an edit made a passage read better; call it before and after. Each finding has its place (offset and length in UTF-16 code units, line and column from 1), a score from 0 to 1 (the chance that the sentence does not belong there), the sentence, the one before, and reasons with numbers. Lists, tables, code and quotations are not checked. It changes nothing: mend a finding by moving the sentence, adding a linking one, or starting a new paragraph.`,
  input: v.object({
    ...source,
    ...lineRange,
    maxFindings: v.exactOptional(v.pipe(whole(1, 200), v.description('The most findings to return: those with the highest scores, in the order of the text. Default 20.'))), // prettier-ignore
  }),
  run: async ({ maxFindings = 20, ...wanted }, context) => {
    const read = await sourceText(wanted, context);
    const check = await checked(read, spanOfLines(wanted, read), context);
    const pairs = reportedPairs(check.report);
    const warnings = pairs.filter(({ verdict }) => verdict === 'warning');
    const least = [...warnings].sort((a, b) => b.chance - a.chance)[maxFindings - 1]?.chance ?? 0;
    const kept = warnings.filter(({ chance }) => chance >= least).slice(0, maxFindings);
    const lacks = [...context.checker.ratings.missing.values()];
    if (lacks.length === 2) throw new ClozeError({ code: 'model-unsupported', message: lacks.join(' ') });
    const isNothing = pairs.length === 0 && !check.mutes.isWholeFile;
    return {
      ...(read.file !== undefined && { file: read.file }),
      language: read.language,
      checkedSentences: pairs.length,
      mutedFindings: pairs.filter(({ verdict }) => verdict === 'muted').length,
      findings: kept.map((pair) => findingOf(pair, read)),
      ...(warnings.length > kept.length && { omittedFindings: warnings.length - kept.length }),
      notes: [...lacks, ...(isNothing ? ['No paragraph of English prose with two sentences was found.'] : [])],
    };
  },
});

async function checked(
  read: SourceText,
  span: ReturnType<typeof spanOfLines>,
  { checker, token, report }: ToolContext,
): Promise<DocumentCheck> {
  const ignore = read.ignored && readClozeIgnore(read.ignored.text);
  const path = read.ignored?.path ?? '';
  const mutes = ignore?.leavesOut(path) === true ? [{ kind: 'file' as const }] : (ignore?.mutesOf(path) ?? []).map(({ mute }) => mute);
  const choice = span === undefined ? {} : { within: [span] };
  const check = new DocumentCheck(flowDocument(read.text, read.language), read.text, mutes, checker, inEnglish, choice);
  for await (const done of check.run({ token })) report(done, check.size, `Paragraph ${done} of ${check.size}`);
  return check;
}

function findingOf({ first, second, chance, reasons }: ReportedPair, { lines }: SourceText): object {
  return { ...placeOf(second, lines), score: figure(chance), sentence: second.text, before: first.text, reasons };
}
