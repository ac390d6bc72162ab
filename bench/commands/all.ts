import type { Command } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/all.js';
import { evalClassificationCommand } from './evalClassification.js';
import { evalClozeCommand } from './evalCloze.js';
import { evalGoldenCommand } from './evalGolden.js';
import { evalIntruderCommand } from './evalIntruder.js';
import { evalKeystrokesCommand } from './evalKeystrokes.js';
import { evalLmCommand } from './evalLm.js';
import { evalNextSentenceCommand } from './evalNextSentence.js';

/** Every command of the product, and those that measure its models, in the order of the help. */
export const developerCommands: readonly Command[] = [
  ...commands,
  evalLmCommand,
  evalKeystrokesCommand,
  evalClozeCommand,
  evalNextSentenceCommand,
  evalIntruderCommand,
  evalClassificationCommand,
  evalGoldenCommand,
];
