import type { Command } from '../command.js';
import { classifyCommand } from './classify.js';
import { completeCommand } from './complete.js';
import { embedCommand } from './embed.js';
import { evalClassificationCommand } from './evalClassification.js';
import { evalClozeCommand } from './evalCloze.js';
import { evalGoldenCommand } from './evalGolden.js';
import { evalIntruderCommand } from './evalIntruder.js';
import { evalKeystrokesCommand } from './evalKeystrokes.js';
import { evalLmCommand } from './evalLm.js';
import { evalNextSentenceCommand } from './evalNextSentence.js';
import { fillCommand } from './fill.js';
import { flowCommand } from './flow.js';
import { modelsListCommand } from './modelsList.js';
import { modelsWhereCommand } from './modelsWhere.js';
import { nextCommand } from './next.js';
import { sentencesCommand } from './sentences.js';
import { surprisalCommand } from './surprisal.js';
import { trainCommand } from './train.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  completeCommand,
  fillCommand,
  nextCommand,
  flowCommand,
  sentencesCommand,
  surprisalCommand,
  embedCommand,
  classifyCommand,
  trainCommand,
  modelsListCommand,
  modelsWhereCommand,
  evalLmCommand,
  evalKeystrokesCommand,
  evalClozeCommand,
  evalNextSentenceCommand,
  evalIntruderCommand,
  evalClassificationCommand,
  evalGoldenCommand,
];
