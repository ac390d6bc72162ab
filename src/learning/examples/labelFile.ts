import { ClozeError } from '../../common/clozeError.js';
import { parseJson } from '../../common/parseJson.js';

/** A text with the label that a person gave it, and where it stood. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
  readonly source?: string;
}

/** Where labels of a workspace are kept: one JSON object a line, so that people can read it and see what has changed. */
export const labelFilePath = ['.cloze', 'labels.jsonl'] as const;

/** The same as a classifier's file names it. */
export const labelSource = labelFilePath.join('/');

/** The line of a labelled text. */
export function labelLine({ label, text, source }: LabelledText): string {
  return `${JSON.stringify({ label, text, ...(source !== undefined && { source }) })}\n`;
}

/** Reads the file of labels. Fails with `text-invalid` where a line is none, and says which. */
export function readLabelFile(content: string): LabelledText[] {
  return content.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [labelledText(line, index + 1)]));
}

/** The file with more labels: a text that is there already gets the new label in its place. */
export function withLabels(content: string, added: readonly LabelledText[]): string {
  const texts = new Map(readLabelFile(content).map((each) => [each.text, each]));
  for (const each of added) texts.set(each.text, each);
  return [...texts.values()].map(labelLine).join('');
}

/** The file without labels that were added: texts that had another label have it again. What was labelled again since stays. */
export function withoutLabels(content: string, added: readonly LabelledText[], earlier: readonly LabelledText[]): string {
  const texts = new Map(readLabelFile(content).map((each) => [each.text, each]));
  for (const { text, label } of added) {
    if (texts.get(text)?.label !== label) continue;
    const before = earlier.find((each) => each.text === text);
    if (before === undefined) texts.delete(text);
    else texts.set(text, before);
  }
  return [...texts.values()].map(labelLine).join('');
}

/** The labels that are in use, most used first. */
export function usedLabels(texts: readonly LabelledText[]): { readonly label: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { label } of texts) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count);
}

function labelledText(line: string, number: number): LabelledText {
  let value: unknown;
  try {
    value = parseJson(line);
  } catch {
    value = undefined;
  }
  const { text, label, source } = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  if (typeof text !== 'string' || typeof label !== 'string' || label === '') {
    const message = `Line ${number} of ${labelFilePath.join('/')} is not a labeled text. It has to be like {"label": "…", "text": "…"}; correct it and try again.`;
    throw new ClozeError({ code: 'text-invalid', message });
  }
  return { text, label, ...(typeof source === 'string' && { source }) };
}
