import type { CompleteRequest, CompleteResult } from '../../../src/common/methods/completion.js';
import type { SurprisalResult } from '../../../src/common/methods/scoring.js';
import type { WriteResult } from '../../../src/common/methods/writing.js';
import type { EngineApi } from '../../../src/common/engineApi.js';

/** What every server is asked when it is recorded, and when the recording is replayed. */
export interface Conformance {
  readonly completed: readonly CompleteResult[];
  /** Or why it was refused. */
  readonly rated: SurprisalResult | string;
  readonly written: WriteResult;
}

export const texts = ['Once upon a time, there was a', 'Once upon a time, there was a ', 'She opened the wind'];
export const rated = 'The harbor was quiet. Two boats had come in before dawn.';

const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

/** A completion of one of the texts. */
export function requestOf(text: string): CompleteRequest {
  return {
    context: { headings: [], before: text, after: '' },
    maxTokens: 5,
    candidates: 1,
    stopAt: 'none',
    sampling,
    alternatives: 3,
    minConfidence: 0,
  };
}

/** Asks all of it, in one order. */
export async function askAll(engine: Pick<EngineApi, 'complete' | 'surprisal' | 'write'>): Promise<Conformance> {
  const completed: CompleteResult[] = [];
  for (const text of texts) completed.push(await engine.complete(requestOf(text)));
  return {
    completed,
    rated: await engine.surprisal({ text: rated, before: '', alternatives: 2 }).catch(String),
    written: await engine.write({
      instruction: 'Correct the grammar.',
      text: 'The boats was coming back.',
      languageId: 'markdown',
      form: 'replacement',
      maxTokens: 16,
      sampling,
    }),
  };
}
