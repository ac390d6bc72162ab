import path from 'node:path';
import { existsSync } from 'node:fs';
import { ClozeError } from '../../common/clozeError.js';
import { DocumentCheck } from '../../sessions/flow/check/documentCheck.js';
import { FlowChecker } from '../../sessions/flow/check/flowChecker.js';
import { flowDocument } from '../../writing/flow/document/flowDocument.js';
import { clozeIgnoreName, type ClozeIgnore, readClozeIgnore } from '../../writing/flow/mutes/clozeIgnore.js';
import { inOrder } from '../../common/inOrder.js';
import { inEnglish } from '../../common/translate.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import { sarif } from '../../report/flow/sarif.js';
import { TextLines } from '../../report/flow/textLines.js';
import type { Command } from '../command.js';
import { exitCode } from '../exitCode.js';
import { type FileFlow, flowJson, flowText, scoreOf } from '../flow/fileFlow.js';
import { languageOf } from '../input/fileLanguage.js';
import { emptyInput, inputName, isEmpty, readText } from '../input/readText.js';
import { encoderOptions, encoderServerOptions, engineOptions, flowOptions, jsonOption, serverOptions } from '../options.js';
import { packageVersion } from '../packageVersion.js';
import { Progress } from '../progress.js';
import { reportedPath } from '../reportedPath.js';
import { serverPace } from '../serverPace.js';
import type { Terminal } from '../terminal.js';
import { withEngine } from '../withEngine.js';

/** Files that are open at the same time. */
const readAtOnce = 32;

export const flowCommand: Command = {
  name: 'flow',
  operands: 'FILE…|-',
  operandCount: [1, Infinity],
  summary: 'Finds sentences that do not follow from the one before.',
  details: `Paragraphs of English prose are checked; lists, tables, code and quotations are not. The file .clozeignore of the working folder and comments such
as <!-- cloze-ignore-next --> mute warnings. With --format json, or --json, the value is a list of {file, findings: [{offset, length, line, column,
score, sentence, before, reasons}], muted, checked, notes}: offsets and columns in UTF-16 code units, score the chance that the sentence does not
belong, checked the number of rated sentences. With --fail-on the exit code is 1 where a finding has that score or more.`,
  options: {
    format: { value: 'text|json|sarif', default: 'text', help: 'What is printed; SARIF 2.1.0 is what code scanning reads.' },
    'fail-on': { value: 'SCORE', help: 'Exit with 1 where a finding has this score (0 to 1) or more.' },
    ...flowOptions,
    ...encoderOptions,
    ...encoderServerOptions,
    ...engineOptions,
    ...serverOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const format = args.choice('format', ['text', 'json', 'sarif']) ?? 'text';
    const failOn = args.number('fail-on', 0, 1) ?? Infinity;
    const texts = await inOrder(args.operands, readAtOnce, async (name) => ({ name, text: await readText(name, terminal) }));
    if (texts.every(({ text }) => isEmpty(text))) throw emptyInput(args.operands.map(inputName).join(', '));
    const ignored = await clozeIgnore(terminal);
    const files = await withEngine(args, terminal, async (engine) => {
      const { parts, check } = serverPace(args);
      const checker = new FlowChecker((request, token) => engine.ratePairs(request, token), check);
      const thorough = args.flag('thorough');
      const checked = await inOrder(texts, parts, ({ name, text }) => checkFile(name, text, ignored, checker, thorough, terminal));
      const { missing } = checker.ratings;
      if (missing.size === 2) throw new ClozeError({ code: 'model-unsupported', message: [...missing.values()].join(' ') });
      for (const reason of missing.values()) terminal.writeMessage(`cloze: ${reason}\n`);
      return checked;
    });
    const isFailure = files.some(({ pairs }) => pairs.some((pair) => pair.verdict === 'warning' && scoreOf(pair) >= failOn));
    const json = format === 'sarif' ? sarif(files, await packageVersion(terminal.packageFolder)) : flowJson(files);
    return {
      json,
      text: () => (format === 'text' ? flowText(files) : `${JSON.stringify(json, null, 2)}\n`),
      exitCode: isFailure ? exitCode.findings : exitCode.fine,
    };
  },
};

async function checkFile(
  name: string,
  text: string,
  ignored: ClozeIgnore,
  checker: FlowChecker,
  thorough: boolean,
  terminal: Terminal,
): Promise<FileFlow> {
  const uri = reportedPath(name, terminal.workingFolder);
  const found = { uri, lines: new TextLines(text) };
  if (ignored.leavesOut(uri)) return { ...found, pairs: [], notes: [`${clozeIgnoreName} leaves it out.`] };
  const mutes = ignored.mutesOf(uri);
  const written = mutes.map(({ mute }) => mute);
  const check = new DocumentCheck(flowDocument(text, languageOf(name)), text, written, checker, inEnglish);
  const progress = new Progress(terminal, `${uri}: paragraph`, check.size);
  for await (const done of check.run({ thorough, token: terminal.cancel })) progress.show(done);
  progress.clear();
  const pairs = reportedPairs(check.report);
  const isNothing = pairs.length === 0 && checker.ratings.missing.size === 0 && !check.mutes.isWholeFile;
  const notes = [
    ...check.unusedDirectives.map(({ start }) => `Line ${found.lines.at(start).line}: this comment mutes nothing.`),
    ...check.mutes.matched.lost.map(
      (index) => `Line ${(mutes[index]?.line ?? 0) + 1} of ${clozeIgnoreName} mutes nothing: its text is gone.`,
    ),
    ...(isNothing ? ['No paragraph of English prose with two sentences was found.'] : []),
  ];
  return { ...found, pairs, notes };
}

/** What reviewers have agreed to leave alone; nothing where the working folder has no such file. */
async function clozeIgnore(terminal: Terminal): Promise<ClozeIgnore> {
  const isThere = existsSync(path.join(terminal.workingFolder, clozeIgnoreName));
  return readClozeIgnore(isThere ? await readText(clozeIgnoreName, terminal) : '');
}
