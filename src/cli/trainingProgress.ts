import type { Progress as Step } from '../common/methods/progress.js';
import { Progress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Shows how far a training is, while a person watches: texts that are read, steps in which layers are trained, then that learning has begun. */
export function trainingProgress(terminal: Terminal, what: string): (step: Step) => void {
  let line: Progress | undefined;
  let shown: Step['phase'] | undefined;
  return ({ done, total, phase }) => {
    if (phase !== shown) {
      line?.clear();
      line = phase === 'learning' ? undefined : new Progress(terminal, phase === 'training' ? 'Step' : what, total);
      shown = phase;
    }
    if (done < total) line?.show(done);
    else line?.clear();
  };
}
