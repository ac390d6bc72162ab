import type { writingMethods, WriteResult } from '../../common/methods/writing.js';
import type { Methods } from '../../common/methods/method.js';
import { modelJobs } from '../../common/modelJobs.js';
import { type ClozeError, isCancelled } from '../../common/clozeError.js';
import type { ServerTurns, ServerUse } from './serverTurns.js';

export type Writing = Methods<typeof writingMethods>;

export interface WritingRules {
  readonly use: () => ServerUse;
  /** Whether this text may go to a server. Asks the writer where that is not known. */
  readonly mayWrite: (host: string, text: string) => Promise<boolean>;
}

/**
 * Rewrites, translates and summarizes with servers where the writer wants them always, or where the only model here is the embedded one, which
 * is small. Where none may be asked, the local model does it; where none answers, a model that the writer chose does.
 */
export class WritingWithServers implements Writing {
  constructor(
    private readonly local: Writing,
    private readonly turns: ServerTurns,
    private readonly rules: WritingRules,
  ) {}

  readonly write: Writing['write'] = async (request, token, report) => {
    const { model, ...rest } = request;
    const isChosen = model !== undefined && model !== modelJobs.rewriting.embedded;
    const use = this.rules.use();
    let failure: ClozeError | undefined;
    for (const server of use === 'always' || (use === 'when unsure' && !isChosen) ? this.turns.ready('writing') : []) {
      if (!(await this.rules.mayWrite(server.host, request.text))) continue;
      try {
        return await this.turns.ask(server, 'writing', (engine) => engine.write(rest, token, report), spentOf);
      } catch (error) {
        if (isCancelled(error)) throw error;
        failure = error as ClozeError;
      }
    }
    // What the writer has sent to a large model would come back from the smallest one without a word.
    if (failure !== undefined && !isChosen) throw failure;
    return this.local.write(request, token, report);
  };
}

function spentOf({ usage }: WriteResult): number {
  return usage.contextTokens + usage.decodedTokens;
}
