import type { FeaturesRequest, FeaturesResult } from '../../../common/methods/classification.js';
import { passages } from '../../../learning/examples/passages.js';
import type { ClassifierModels } from './classifierModels.js';
import { type FeatureReader, featureReader } from './vectors/featureReader.js';

/** Features of texts as plain numbers, for measures and for programs of others. */
export async function textFeatures({ texts, by }: FeaturesRequest, models: ClassifierModels): Promise<FeaturesResult> {
  const reader = await featureReader(by, models);
  const rows = await wholeTextRows(texts, reader);
  return { sources: reader.sources, rows: rows.map((row) => [...row]) };
}

/** A row for each text: for a long one the mean of its passages' rows, long ones counting more. So its scores are the mean of theirs. */
export async function wholeTextRows(texts: readonly string[], reader: FeatureReader): Promise<Float32Array[]> {
  const spans = texts.map((text) => passages(text, reader.count, reader.most));
  const pieces = texts.flatMap((text, index) => spans[index]?.map(({ start, end }) => text.slice(start, end)) ?? []);
  const all = await reader.rows(pieces);
  const columns = all[0]?.length ?? 0;
  let done = 0;
  return spans.map((parts) => {
    if (parts.length === 1) return all[done++] as Float32Array;
    const total = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    const row = new Float32Array(columns);
    for (const { start, end } of parts) {
      const passage = all[done++] as Float32Array;
      for (let i = 0; i < columns; i++) row[i] = (row[i] as number) + ((end - start) / total) * (passage[i] as number);
    }
    return row;
  });
}
