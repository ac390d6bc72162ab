import { ClozeError } from '../../common/clozeError.js';
import { quantisationOf } from '../../common/ggufName.js';
import type { HubFile } from './repository.js';

/** What is chosen where none is named: as near to the original as is still small. */
const preference = ['Q8_0', 'Q6_K', 'Q5_K_M', 'Q5_K_S', 'Q4_K_M', 'Q4_K_S', 'Q5_1', 'Q5_0', 'Q4_1', 'Q4_0', 'F16', 'BF16', 'F32'];

export function isGguf({ path }: HubFile): boolean {
  return /\.gguf$/i.test(path) && !/mmproj|imatrix/i.test(path);
}

/**
 * The GGUF file of a quantisation, or the best one where none is named.
 * @throws ClozeError `model-not-found` where there is none of it, with those that are
 */
export function chooseGguf(name: string, files: readonly HubFile[], quantisation: string | undefined): HubFile {
  const candidates = files.filter(isGguf);
  const whole = candidates.filter(({ path }) => !/-\d{5}-of-\d{5}\.gguf$/i.test(path));
  const wanted = quantisation === undefined ? preference : [quantisation];
  for (const each of wanted) {
    const found = whole.find(({ path }) => quantisationOf(path) === each);
    if (found !== undefined) return found;
  }
  const [only] = whole;
  if (quantisation === undefined && only !== undefined) return only;
  const known = [...new Set(whole.flatMap(({ path }) => quantisationOf(path) ?? []))];
  const there =
    known.length > 0
      ? `There are ${known.join(', ')}; choose one of them.`
      : 'Its GGUF files are split into parts, which Cloze does not read; choose another model.';
  throw new ClozeError({
    code: 'model-not-found',
    message: `${name} has no GGUF file ${quantisation === undefined ? 'in one piece' : quantisation}. ${there}`,
    action: 'choose-model',
  });
}
