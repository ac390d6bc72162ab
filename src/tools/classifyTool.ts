import * as v from 'valibot';
import { badRequest } from '../common/badRequest.js';
import type { ClassifiedText, Classifier } from '../common/methods/classification.js';
import { flag, text } from '../common/methods/values.js';
import { readHead } from '../learning/heads/headFile.js';
import { TextLines } from '../report/flow/textLines.js';
import { placeOf } from './source.js';
import { figure, tool, type ToolContext } from './tool.js';

/** A list whose limit a schema for agents can tell. */
function some<S extends v.GenericSchema>(item: S, max: number): v.GenericSchema<v.InferOutput<S>[]> {
  return v.pipe(v.array(item, 'must be a list'), v.maxLength(max, `must be a list of at most ${max}`));
}

export const classifyTool = tool({
  name: 'cloze_classify',
  title: 'Classify texts',
  doing: 'Classifying',
  description: `Labels texts with local models, offline, with calibrated probabilities where the classifier was trained. Give labels of your choice (2 to 50 words that say what a text may be, for example praise and complaint; a guess without training), or classifier, the path of a file that Cloze trained, or model, an installed checkpoint. Each text gets its most probable label and the probabilities of all. A classifier of words finds spans instead, with their places (offset and length in UTF-16 code units, line and column from 1).`,
  input: v.object({
    texts: v.exactOptional(v.pipe(some(text(1_000_000), 200), v.description('The texts to label. Give texts, files or both.'))),
    files: v.exactOptional(v.pipe(some(text(4096), 200), v.description('Paths of files, each of which is one text.'))),
    labels: v.exactOptional(v.pipe(some(text(100), 50), v.description('Labels of your choice, without training.'))),
    classifier: v.exactOptional(v.pipe(text(4096), v.description('Path of a classifier that Cloze has trained (a .json file).'))),
    model: v.exactOptional(v.pipe(text(4096), v.description('Name or path of an installed checkpoint that classifies texts.'))),
    multiLabel: v.exactOptional(v.pipe(flag(), v.description('Whether a text may have several labels, or none. Default false.'))),
  }),
  run: async ({ texts = [], files = [], labels, classifier: headFile, model, multiLabel = false }, context) => {
    const read = await Promise.all(files.map((file) => context.readFile(file)));
    const all = [...texts.map((each) => ({ text: each })), ...read.map(({ name, text: each }) => ({ file: name, text: each }))];
    if (all.length === 0) throw badRequest('Give texts or files.');
    const classifier = await classifierOf({ labels, headFile, model }, context);
    if (classifier.kind === 'head' && (classifier.head.unit ?? 'text') !== 'text') return found(all, classifier, context);
    const result = await context.engine.classify(
      { texts: all.map((each) => each.text), classifier, multiLabel, why: false },
      context.token,
    );
    return {
      model: result.model,
      labels: result.labels,
      texts: result.texts.map((each, index) => labelled(each, all[index]?.text ?? '', all[index], result)),
    };
  },
});

interface NamedText {
  readonly file?: string;
  readonly text: string;
}

interface Choice {
  readonly labels: readonly string[] | undefined;
  readonly headFile: string | undefined;
  readonly model: string | undefined;
}

async function classifierOf({ labels, headFile, model }: Choice, { readFile }: ToolContext): Promise<Classifier> {
  const given = [labels, headFile, model].filter((each) => each !== undefined);
  if (given.length !== 1) throw badRequest('Give one of labels, classifier and model.');
  if (labels !== undefined) return { kind: 'zero-shot', labels: [...labels], by: 'both' };
  if (model !== undefined) return { kind: 'checkpoint', model };
  const { text: json, name } = await readFile(headFile ?? '');
  return { kind: 'head', head: readHead(json, name) };
}

function labelled(
  { probabilities }: ClassifiedText,
  given: string,
  source: NamedText | undefined,
  { labels, thresholds }: { readonly labels: readonly string[]; readonly thresholds?: readonly number[] },
): object {
  const named = { ...(source?.file === undefined ? { text: excerpt(given) } : { file: source.file }) };
  if (probabilities.length === 0) return { ...named, label: null, note: 'The text has no words.' };
  const rated = Object.fromEntries(labels.map((label, index) => [label, figure(probabilities[index] ?? 0)]));
  if (thresholds !== undefined) {
    return { ...named, labels: labels.filter((_, index) => (probabilities[index] ?? 0) >= (thresholds[index] ?? 1)), probabilities: rated };
  }
  const best = probabilities.reduce((top, value, index) => (value > (probabilities[top] ?? 0) ? index : top), 0);
  return { ...named, label: labels[best], probability: figure(probabilities[best] ?? 0), probabilities: rated };
}

async function found(all: readonly NamedText[], classifier: Extract<Classifier, { kind: 'head' }>, context: ToolContext): Promise<object> {
  const texts: object[] = [];
  for (const [index, { file, text: given }] of all.entries()) {
    const { found: spans } = await context.engine.findLabels({ text: given, classifier }, context.token);
    const lines = new TextLines(given);
    texts.push({
      ...(file === undefined ? { text: excerpt(given) } : { file }),
      found: spans.map(({ offset, length, label, probability }) => ({
        ...placeOf({ start: offset, end: offset + length }, lines),
        text: given.slice(offset, offset + length),
        label,
        probability: figure(probability),
      })),
    });
    context.report(index + 1, all.length, `Text ${index + 1} of ${all.length}`);
  }
  return { labels: classifier.head.labels, texts };
}

function excerpt(given: string): string {
  return given.length > 60 ? `${given.slice(0, 60)}…` : given;
}
