import type { CorpusDocument } from './corpusDocuments.js';

/** A paragraph's last sentence and the first one of the next paragraph, or of another one of the document. */
export interface Opening {
  readonly group: string;
  readonly document: string;
  readonly sentences: readonly [string, string];
  /** 1 where the second sentence belongs to another place, −1 where it follows. */
  readonly intruder: 1 | -1;
}

/** Pairs across paragraphs of a document: as many that follow each other as others. */
export function openings({ group, name, paragraphs }: CorpusDocument, count: number, random: () => number): Opening[] {
  const at = (): number => Math.floor(random() * paragraphs.length);
  return Array.from({ length: count }, () => [at(), at()] as const).flatMap(([place, other]): Opening[] => {
    const [last, next, foreign] = [paragraphs[place]?.at(-1), paragraphs[place + 1]?.[0], paragraphs[other]?.[0]];
    if (last === undefined || next === undefined || foreign === undefined || other === place || other === place + 1) return [];
    return [
      { group, document: name, sentences: [last, next], intruder: -1 },
      { group, document: name, sentences: [last, foreign], intruder: 1 },
    ];
  });
}
