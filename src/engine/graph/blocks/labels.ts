import type { Checkpoint } from '../../models/checkpoint.js';
import type { LabelHead } from '../architectures/encoder.js';

/** What a checkpoint's class says that it labels; undefined where it has another head. */
export function labelKind({ config }: Checkpoint): LabelHead['kind'] | undefined {
  const classes: unknown = config['architectures'];
  const name: unknown = Array.isArray(classes) ? classes[0] : undefined;
  if (typeof name !== 'string') return undefined;
  if (name.endsWith('ForSequenceClassification')) return 'sequence';
  if (name.endsWith('ForTokenClassification')) return 'token';
  return name.endsWith('ForQuestionAnswering') ? 'answer' : undefined;
}

/** The names of a classifier's outputs, from `id2label`; as many as its matrix has rows. */
export function labelNames({ config, tensors }: Checkpoint, kind: LabelHead['kind'], classifier: string): string[] {
  if (kind === 'answer') return ['start', 'end'];
  const count = tensors.shape(`${classifier}.weight`)[0] ?? 0;
  const names = config['id2label'];
  const named = typeof names === 'object' && names !== null ? (names as Readonly<Record<string, unknown>>) : {};
  return Array.from({ length: count }, (_, index) => {
    const name = named[String(index)];
    return typeof name === 'string' ? name : `LABEL_${index}`;
  });
}
