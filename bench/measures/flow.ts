import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DocumentCheck } from '../../src/sessions/flow/check/documentCheck.js';
import { FlowChecker } from '../../src/sessions/flow/check/flowChecker.js';
import { flowDocument } from '../../src/writing/flow/document/flowDocument.js';
import { inEnglish } from '../../src/common/translate.js';
import { reportedPairs } from '../../src/writing/flow/flowReport.js';
import { startEngine, stopEngine } from '../harness/engineChild.js';
import type { Measure } from '../harness/measure.js';
import type { Figure } from '../harness/result.js';

/** A manuscript has so many words. */
const manuscriptWords = 50_000;

/** Two screens of text hold about so many paragraphs. */
const visibleParagraphs = 4;

export const flow: Measure = {
  name: 'flow',
  title: 'Flow of a manuscript',
  method:
    'Seconds of the flow check, with the encoder and the causal model loaded: of the sample manuscript and of its first paragraph; and of a manuscript of 50,000 words, made of the texts of the set for bits per byte: the first time, its first four paragraphs, and after one word was changed in the middle.',
  async run(context) {
    const { evalFolder, quick, root } = context;
    if (evalFolder === undefined) return 'Name a folder with lm.jsonl with --eval or CLOZE_BENCH_EVAL.';
    const text = await manuscript(evalFolder, quick ? 1500 : manuscriptWords);
    const engine = await startEngine(context);
    try {
      const { client } = engine;
      // Loads both models, so that the check does not wait for that.
      await client.engine.ratePairs({
        pairs: [{ before: '', first: 'He came.', second: 'He left.' }],
        signals: ['next-sentence', 'surprisal'],
      });
      const checker = new FlowChecker((request, token) => client.engine.ratePairs(request, token));
      context.log('The sample …');
      const sample = await timed(await readFile(path.join(root, 'samples', 'manuscript.md'), 'utf8'), checker);
      context.log('The first time …');
      const first = await timed(text, checker);
      const middle = text.indexOf('the ', Math.floor(text.length / 2));
      context.log('After an edit …');
      const edited = await timed(`${text.slice(0, middle)}every ${text.slice(middle + 'the '.length)}`, checker);
      const words = text.split(/\s+/).length;
      return [
        {
          what: 'sample manuscript',
          unit: 's',
          ours: sample.all,
          target: { atMost: 10 },
          note: `${sample.sentences} sentences rated, ${sample.warnings} warnings`,
        },
        { what: 'its first paragraph', unit: 's', ours: sample.opening, target: { atMost: 1.5 } },
        {
          what: 'the first time',
          unit: 's',
          ours: first.all,
          target: { atMost: 180 },
          note: `${words} words, ${first.sentences} sentences rated, ${first.warnings} warnings`,
        },
        { what: 'visible text', unit: 's', ours: first.visible, target: { atMost: 2 } },
        { what: 'after one edit', unit: 's', ours: edited.all, target: { atMost: 0.3 } },
      ] satisfies Figure[];
    } finally {
      await stopEngine(engine);
    }
  },
};

interface Timed {
  readonly all: number;
  /** Until the first paragraph was done. */
  readonly opening: number;
  readonly visible: number;
  readonly sentences: number;
  readonly warnings: number;
}

async function timed(text: string, checker: FlowChecker): Promise<Timed> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const check = new DocumentCheck(flowDocument(text, 'markdown'), text, [], checker, inEnglish);
  let [opening, visible] = [0, 0];
  for await (const done of check.run()) {
    if (done === 1) opening = seconds();
    if (done === visibleParagraphs) visible = seconds();
  }
  const all = seconds();
  const pairs = reportedPairs(check.report);
  return { all, opening, visible, sentences: pairs.length, warnings: pairs.filter(({ verdict }) => verdict === 'warning').length };
}

async function manuscript(evalFolder: string, words: number): Promise<string> {
  const file = path.join(evalFolder, 'lm.jsonl');
  const rows = (await readFile(file, 'utf8').catch(() => readFile(path.join(evalFolder, 'prose', 'lm.jsonl'), 'utf8')))
    .split('\n')
    .filter(Boolean);
  const all = rows.map((row) => (JSON.parse(row) as { text: string }).text).join('\n\n');
  const end = [...all.matchAll(/\S+\s*/g)][words]?.index ?? all.length;
  return all.slice(0, end);
}
