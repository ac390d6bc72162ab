import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { acceptanceFeatures } from '../../src/engine/decode/acceptance.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { writeError } from '../../src/cli/writeError.js';
import type { ShownSuggestion } from './writerSession.js';
import { judge } from './simulatedWriter.js';

/**
 * Writes down what the estimate of acceptance could have known about each suggestion, and what became of it, one JSON object a line: the
 * data that the estimate is fitted on (see bench/fit-acceptance.ts). The outcome is that of the whole completion, also where only its
 * first word was shown.
 */
export class FeatureLog {
  static async open(file: string, terminal: Terminal): Promise<FeatureLog> {
    try {
      return new FeatureLog(await open(path.resolve(terminal.workingFolder, file), 'w'));
    } catch (error) {
      throw writeError(file, error);
    }
  }

  private constructor(private readonly file: FileHandle) {}

  /** @param row which text of the set was written */
  async add(row: number, text: string, suggestions: readonly ShownSuggestion[]): Promise<void> {
    const lines = suggestions.map(({ caret, completion }) => {
      const features = acceptanceFeatures(completion, text.slice(0, caret));
      const { outcome } = judge(completion.text, text.slice(caret));
      return `${JSON.stringify({ row, caret, text: completion.text, outcome, acceptance: completion.acceptance, features })}\n`;
    });
    await this.file.appendFile(lines.join(''));
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
