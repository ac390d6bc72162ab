import type { Judgement } from './check/judgeParagraph.js';
import type { FlowDocument, FlowSentence } from './document/flowDocument.js';
import { type DocumentMutes, mutedIn } from './mutes/documentMutes.js';

/** All that a check found in a document, for views and exports. Offsets are into the checked text. */
export interface FlowReport {
  readonly sections: readonly ReportedSection[];
}

export interface ReportedSection {
  /** Absent for what comes before the first heading. */
  readonly heading?: string;
  readonly paragraphs: readonly ReportedParagraph[];
}

export interface ReportedParagraph {
  /** The index of its block in the document. */
  readonly block: number;
  /** Its first sentence, by which people know it. */
  readonly opening: string;
  readonly pairs: readonly ReportedPair[];
}

/** A sentence with the one before it. */
export interface ReportedPair {
  readonly first: FlowSentence;
  readonly second: FlowSentence;
  readonly chance: number;
  /** `muted` is a warning that was answered. */
  readonly verdict: 'follows' | 'warning' | 'muted';
  /** Of what is muted, where it is. */
  readonly mutedIn?: 'text' | 'elsewhere';
  readonly reasons: readonly string[];
}

/** What was found about a sentence, with its reasons in the reader's language. */
export interface Found {
  readonly judgement: Judgement;
  readonly reasons: readonly string[];
}

/** Orders what was found by headings and paragraphs. Paragraphs of which nothing is known are left out. */
export function flowReport(document: FlowDocument, found: ReadonlyMap<FlowSentence, Found>, mutes: DocumentMutes): FlowReport {
  const all = document.blocks.flatMap(({ sentences }) => sentences);
  const before = new Map(all.map((sentence, index) => [sentence, all[index - 1]]));
  const pairOf = (second: FlowSentence): ReportedPair[] => {
    const [first, known] = [before.get(second), found.get(second)];
    if (first === undefined || known === undefined) return [];
    const { warns, chance } = known.judgement;
    const place = warns ? mutedIn(mutes, second) : undefined;
    const verdict = !warns ? 'follows' : place !== undefined ? 'muted' : 'warning';
    return [{ first, second, chance, verdict, reasons: known.reasons, ...(place !== undefined && { mutedIn: place }) }];
  };
  const sections = document.sections.map(({ heading }) => ({
    paragraphs: [] as ReportedParagraph[],
    ...(heading !== undefined && { heading: heading.text }),
  }));
  for (const [block, { section, sentences }] of document.blocks.entries()) {
    const pairs = sentences.flatMap(pairOf);
    if (pairs.length > 0) sections[section]?.paragraphs.push({ block, opening: sentences[0]?.text ?? '', pairs });
  }
  return { sections: sections.filter(({ paragraphs }) => paragraphs.length > 0) };
}

export function reportedPairs({ sections }: FlowReport): ReportedPair[] {
  return sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ pairs }) => pairs));
}
