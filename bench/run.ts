import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from './harness/machine.js';
import { keepResults } from './harness/keepResults.js';
import type { BenchContext, Measure } from './harness/measure.js';
import type { MeasureResult } from './harness/result.js';
import { benchPage } from './harness/table.js';
import { measures } from './measures/all.js';

const help = `npm run bench -- [MEASURE…] [options]

Measures: ${measures.map((measure) => measure.name).join(', ')} (default: all)
--gguf FILE        the embedded model as GGUF, to compare with llama.cpp (or CLOZE_BENCH_GGUF)
--full-model DIR   its checkpoint in full precision, to state beside ours (or CLOZE_BENCH_FULL_MODEL)
--onnx-encoder DIR the embedded encoder as ONNX, to compare with transformers.js (or CLOZE_BENCH_ONNX_ENCODER)
--student DIR      a narrower BERT, to compare with the embedded one (or CLOZE_BENCH_STUDENT)
--eval DIR         a folder with lm.jsonl and keystrokes.jsonl (or CLOZE_BENCH_EVAL)
--documents DIR    a folder of documents in languages of prose (or CLOZE_BENCH_DOCUMENTS)
--works DIR        a folder of works, a text file each, to learn the first half of (or CLOZE_BENCH_WORKS)
--limit N          how many of the works are used at most
--pairs N          pairs of sentences that are rated over servers (default: 10000)
--python PROGRAM   a Python that has scikit-learn, to compare classifiers with, Transformers and PEFT, or MLServer (or CLOZE_BENCH_PYTHON)
--only-words       do not train a style on them, which takes long
--kept DIR         keep what was learned and measured there, and go on with the rest the next time
--python PROGRAM   a Python that has scikit-learn, to compare classifiers with, or Transformers and PEFT (or CLOZE_BENCH_PYTHON)
--full-encoder DIR the embedded encoder in full precision, to train with PEFT (or CLOZE_BENCH_FULL_ENCODER)
--sizes LIST       examples of a label that deep training learns from: 20, 100, all (default: each); models of big-models: 0.5b, 1.5b, 6b
--seeds N          at most so many draws of examples (default: 5 of 20, 3 of 100)
--model M          the model of ours (default: the embedded one)
--threads N        threads of all sides (default: 2)
--quick            try every step once; the figures mean nothing and are not kept
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gguf: { type: 'string' },
    'full-model': { type: 'string' },
    'onnx-encoder': { type: 'string' },
    student: { type: 'string' },
    eval: { type: 'string' },
    documents: { type: 'string' },
    python: { type: 'string' },
    works: { type: 'string' },
    limit: { type: 'string' },
    pairs: { type: 'string' },
    'only-words': { type: 'boolean', default: false },
    kept: { type: 'string' },
    'full-encoder': { type: 'string' },
    sizes: { type: 'string' },
    seeds: { type: 'string' },
    model: { type: 'string' },
    threads: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const unknown = positionals.find((name) => !measures.some((measure) => measure.name === name));
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? help : `"${unknown}" is no measure.\n\n${help}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const named = (option: string | undefined, variable: string): string | undefined => option ?? process.env[variable];
const gguf = named(values.gguf, 'CLOZE_BENCH_GGUF');
const fullModel = named(values['full-model'], 'CLOZE_BENCH_FULL_MODEL');
const onnxEncoder = named(values['onnx-encoder'], 'CLOZE_BENCH_ONNX_ENCODER');
const student = named(values.student, 'CLOZE_BENCH_STUDENT');
const evalFolder = named(values.eval, 'CLOZE_BENCH_EVAL');
const documents = named(values.documents, 'CLOZE_BENCH_DOCUMENTS');
const python = named(values.python, 'CLOZE_BENCH_PYTHON');
const works = named(values.works, 'CLOZE_BENCH_WORKS');
const fullEncoder = named(values['full-encoder'], 'CLOZE_BENCH_FULL_ENCODER');
const context: BenchContext = {
  root,
  threads: Number(values.threads),
  model: path.resolve(values.model ?? path.join(root, 'models', 'smollm2-135m-instruct')),
  ...(gguf === undefined ? {} : { gguf }),
  ...(fullModel === undefined ? {} : { fullModel }),
  ...(onnxEncoder === undefined ? {} : { onnxEncoder }),
  ...(student === undefined ? {} : { student }),
  ...(evalFolder === undefined ? {} : { evalFolder }),
  ...(documents === undefined ? {} : { documents }),
  ...(python === undefined ? {} : { python }),
  ...(works === undefined ? {} : { works }),
  ...(values.limit === undefined ? {} : { limit: Number(values.limit) }),
  ...(values.pairs === undefined ? {} : { pairs: Number(values.pairs) }),
  onlyWords: values['only-words'],
  ...(values.kept === undefined ? {} : { kept: path.resolve(values.kept) }),
  ...(fullEncoder === undefined ? {} : { fullEncoder }),
  ...(values.sizes === undefined ? {} : { sizes: values.sizes.split(',') }),
  ...(values.seeds === undefined ? {} : { seeds: Number(values.seeds) }),
  cacheFolder: path.join(root, '.cache', 'bench'),
  quick: values.quick,
  log: (message) => console.error(message),
};

const chosen = positionals.length === 0 ? measures : measures.filter((measure) => positionals.includes(measure.name));
const fresh: MeasureResult[] = [];
for (const measure of chosen) {
  // What was measured is kept at once: a later measure may fail.
  const result = await runMeasure(measure).catch((error: unknown) => {
    console.error(`${measure.name} failed:`, error);
    process.exitCode = 1;
    return undefined;
  });
  if (result === undefined) continue;
  fresh.push(result);
  if (!context.quick) {
    await keepResults(
      root,
      [result],
      measures.map(({ name }) => name),
    );
  }
}
console.log(benchPage(fresh));

async function runMeasure(measure: Measure): Promise<MeasureResult | undefined> {
  const { name, title, method } = measure;
  const figures = await measure.run(context);
  if (typeof figures !== 'string')
    return { measure: name, title, method, machine: describeMachine(root), measured: new Date().toISOString().slice(0, 10), figures };
  console.error(`${name} was left out: ${figures}`);
  return undefined;
}
