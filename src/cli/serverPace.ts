import type { CheckPace } from '../sessions/flow/check/flowChecker.js';
import type { Arguments } from './arguments.js';

/** How much is under way at the same time, so that every replica of a server has work; on this machine one thing after the other. */
export interface ServerPace {
  /** Files, or texts of a table, in parts as they are usually read. */
  readonly parts: number;
  /** What a check of one file measures in one go; as usual where it is absent. */
  readonly check?: CheckPace;
}

const onServer: ServerPace = { parts: 16, check: { pairs: 512, paragraphs: 256 } };
const onMachine: ServerPace = { parts: 1 };

/** The pace that suits where the encoder runs. */
export function serverPace(args: Arguments): ServerPace {
  return args.text('encoder-server') === undefined ? onMachine : onServer;
}
