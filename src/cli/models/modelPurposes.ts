import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ModelPurpose } from '../../common/modelTool/answers.js';
import { parseJson } from '../../common/parseJson.js';
import { isCausalName } from '../../engine/models/architectureNames.js';
import type { Checkpoint } from '../../engine/models/checkpoint.js';
import { textPart } from '../../engine/models/textPart.js';

type Config = Readonly<Record<string, unknown>>;

/** What a model can be for, by what its configuration says that it was trained to do. */
export function purposesOf(config: Config, followsInstructions: boolean): ModelPurpose[] {
  const [trained] = Array.isArray(config['architectures']) ? (config['architectures'] as unknown[]) : [];
  const head = typeof trained === 'string' ? /For(\w+)$/.exec(trained)?.[1] : undefined;
  switch (head) {
    case 'SequenceClassification':
      return ['labels'];
    case 'TokenClassification':
      return ['names'];
    case 'QuestionAnswering':
      return ['questions'];
    default:
      if (!isCausalName(textPart(config).config['model_type'])) return ['words'];
      return followsInstructions ? ['completion', 'rewriting'] : ['completion'];
  }
}

/** Whether a model's name says that it was taught to follow instructions; where nothing but the name is known. */
export function soundsInstructed(name: string): boolean {
  return /(?:^|[-_.])(?:instruct|chat|it)(?:[-_.:]|$)/i.test(name);
}

/** Whether a model on the disk has a template for conversations, as those have that follow instructions. */
export async function followsInstructions(checkpoint: Checkpoint, place: string): Promise<boolean> {
  if ((await stat(place)).isFile()) return hasTemplate((await checkpoint.tokenizerJson()).config);
  const isThere = (file: string): Promise<boolean> => stat(path.join(place, file)).then(() => true, () => false); // prettier-ignore
  if ((await isThere('chat_template.jinja')) || (await isThere('chat_template.json'))) return true;
  const text = await readFile(path.join(place, 'tokenizer_config.json'), 'utf8').catch(() => '{}');
  return hasTemplate(parseJson(text));
}

function hasTemplate(config: unknown): boolean {
  const template = typeof config === 'object' && config !== null && 'chat_template' in config ? config.chat_template : undefined;
  return typeof template === 'string' || Array.isArray(template);
}
