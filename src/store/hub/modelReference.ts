import { ClozeError } from '../../common/clozeError.js';

/** A model of the hub as a person names it: `owner/name`, with a quantization of a GGUF file or a revision where one is meant. */
export interface ModelReference {
  /** Such as `HuggingFaceTB/SmolLM2-135M`, or of one part for the hub's oldest models. */
  readonly repository: string;
  /** Such as `Q4_K_M`; upper case. */
  readonly quantization?: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

const part = '[A-Za-z0-9][\\w.-]{0,95}';
const reference = new RegExp(`^(${part}(?:/${part})?)(?::([A-Za-z0-9_]{1,20}))?(?:@([\\w][\\w./-]{0,99}))?$`);

/**
 * Reads `owner/name[:QUANTIZATION][@REVISION]`, or the address of the model's page.
 * @throws ClozeError `bad-request`
 */
export function parseReference(text: string): ModelReference {
  const match = reference.exec(text.trim().replace(/^(?:https:\/\/)?(?:huggingface\.co|hf\.co)\//, ''));
  const [, repository = '', quantization, revision = 'main'] = match ?? [];
  if (match === null || /\.\.|--/.test(repository) || revision.includes('..')) {
    const message = `"${text.slice(0, 200)}" is no name of a model. Write owner/name, as in HuggingFaceTB/SmolLM2-135M, and :Q8_0 after it for one GGUF file of several.`;
    throw new ClozeError({ code: 'bad-request', message });
  }
  return { repository, revision, ...(quantization === undefined ? {} : { quantization: quantization.toUpperCase() }) };
}
