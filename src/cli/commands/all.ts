import type { Command } from '../command.js';
import { completeCommand } from './complete.js';
import { evalGoldenCommand } from './evalGolden.js';
import { evalKeystrokesCommand } from './evalKeystrokes.js';
import { evalLmCommand } from './evalLm.js';
import { modelsListCommand } from './modelsList.js';
import { modelsWhereCommand } from './modelsWhere.js';
import { surprisalCommand } from './surprisal.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  completeCommand,
  surprisalCommand,
  modelsListCommand,
  modelsWhereCommand,
  evalLmCommand,
  evalKeystrokesCommand,
  evalGoldenCommand,
];
