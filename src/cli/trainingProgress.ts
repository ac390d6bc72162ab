import type { Progress as Step } from '../common/methods/progress.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Shows how far a training is, while a person watches: texts that are read, then that learning has begun. */
export function trainingProgress(terminal: Terminal, what: string): (step: Step) => void {
  let line: Progress | undefined;
  return ({ done, total, phase }) => {
    line ??= new Progress(terminal, what, total);
    if (phase === 'reading' && done < total) line.show(done);
    else line.clear();
  };
}
