import { ClozeError } from '../../common/clozeError.js';
import { quantizationOf } from '../../common/ggufName.js';
import type { HubFile } from './repository.js';

/** What is chosen where none is named: four bits, as the other tools choose, then what is nearest to it. */
const preference = ['Q4_K_M', 'Q4_K_S', 'Q5_K_M', 'Q5_K_S', 'Q4_0', 'Q4_1', 'Q6_K', 'Q8_0', 'Q5_0', 'Q5_1', 'F16', 'BF16', 'F32'];

const part = /-(\d{5})-of-(\d{5})\.gguf$/i;

export function isGguf({ path }: HubFile): boolean {
  return /\.gguf$/i.test(path) && !/mmproj|imatrix/i.test(path);
}

/**
 * The GGUF file of a quantization, or the best one where none is named; all parts of it in order where it was split.
 * @throws ClozeError `model-not-found` where there is none of it, with those that are
 */
export function chooseGguf(name: string, files: readonly HubFile[], quantization: string | undefined): HubFile[] {
  const candidates = files.filter(isGguf);
  for (const each of quantization === undefined ? preference : [quantization]) {
    const found = wholeModel(candidates.filter(({ path }) => quantizationOf(path) === each));
    if (found.length > 0) return found;
  }
  const any = quantization === undefined ? wholeModel(candidates) : [];
  if (any.length > 0) return any;
  const known = [...new Set(candidates.flatMap(({ path }) => quantizationOf(path) ?? []))];
  const there = known.length > 0 ? `There are ${known.join(', ')}; choose one of them.` : 'Choose another model.';
  throw new ClozeError({
    code: 'model-not-found',
    message: `${name} has no whole GGUF file${quantization === undefined ? '' : ` ${quantization}`}. ${there}`,
    action: 'choose-model',
  });
}

/** The first file in one piece, or else all parts of the first that was split. */
function wholeModel(files: readonly HubFile[]): HubFile[] {
  const single = files.find(({ path }) => !part.test(path));
  if (single !== undefined) return [single];
  const first = files[0]?.path.replace(part, '');
  const parts = files.filter(({ path }) => path.replace(part, '') === first).sort((a, b) => (a.path < b.path ? -1 : 1));
  return parts.length === Number(part.exec(parts[0]?.path ?? '')?.[2]) ? parts : [];
}
