import { ClozeError } from '../../common/clozeError.js';
import type { Translate } from '../../common/translate.js';
import { type LabelledText, readLabelFile, withLabels, withoutLabels } from '../../learning/examples/labelFile.js';

/** The file that labels are kept in. */
export interface LabelFile {
  /** Its text as it is now, saved or not; empty where there is no file. Fails where there is one that cannot be read. */
  read(): Promise<string>;
  /** Writes it whole or not at all. */
  write(content: string): Promise<void>;
}

/** The labels of a workspace, in a file that people can read and diff. */
export class LabelStore {
  constructor(
    private readonly file: LabelFile,
    private readonly t: Translate,
  ) {}

  /** All labelled texts. Fails where the file cannot be read, or is no file of labels. */
  async read(): Promise<LabelledText[]> {
    return readLabelFile(await this.file.read());
  }

  /** Adds labels; returns what takes them back, and leaves those that were given since. */
  async add(texts: readonly LabelledText[]): Promise<() => Promise<void>> {
    const before = await this.file.read();
    await this.#write(withLabels(before, texts));
    return async () => this.#write(withoutLabels(await this.file.read(), texts, readLabelFile(before)));
  }

  async #write(content: string): Promise<void> {
    try {
      await this.file.write(content);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = this.t('The labels could not be saved: {0}. Choose another place and try again.', reason);
      throw new ClozeError({ code: 'disk', message }, { cause: error });
    }
  }
}
