import type { PullProgress } from '../../common/modelTool/pullProgress.js';
import { inEnglish } from '../../common/translate.js';
import { progressText } from '../../sessions/models/progressText.js';
import type { Terminal } from '../terminal.js';

export interface Shown {
  readonly progress: (progress: PullProgress) => void;
  readonly clear: () => void;
}

/** How a download is shown: as lines of JSON for programs, else as one line that changes while a person watches. */
export function shownProgress(terminal: Terminal, asJson: boolean): Shown {
  return asJson ? lines(terminal) : line(terminal);
}

function lines(terminal: Terminal): Shown {
  return { progress: (progress) => terminal.writeMessage(`${JSON.stringify(progress)}\n`), clear: () => undefined };
}

function line(terminal: Terminal): Shown {
  if (!terminal.showsProgress) return { progress: () => undefined, clear: () => undefined };
  let shownAt = -Infinity;
  return {
    progress: (progress) => {
      const now = performance.now();
      if (progress.kind === 'bytes' && now - shownAt < 100) return;
      shownAt = now;
      terminal.writeMessage(`\r\u001b[K${progressText(progress, inEnglish)}`);
    },
    clear: () => terminal.writeMessage('\r\u001b[K'),
  };
}
