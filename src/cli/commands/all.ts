import type { Command } from '../command.js';
import { evalGoldenCommand } from './evalGolden.js';
import { modelsWhereCommand } from './modelsWhere.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [modelsWhereCommand, evalGoldenCommand];
