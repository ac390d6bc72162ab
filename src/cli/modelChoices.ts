import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { object, optional, parse, string } from 'valibot';
import { ClozeError } from '../common/clozeError.js';
import type { ModelJob } from '../common/modelJobs.js';
import type { Terminal } from './terminal.js';
import { writeWhole } from './writeWhole.js';

/** The models that the user has chosen for the command line; the embedded ones where there is none. */
export type ModelChoices = Readonly<Partial<Record<ModelJob, string | undefined>>>;

const schema = object({ completion: optional(string()), words: optional(string()), rewriting: optional(string()) });

/** What was chosen with `cloze models use`. Fails with `bad-request` where the file was changed into something else. */
export async function readChoices(terminal: Terminal): Promise<ModelChoices> {
  const file = choicesFile(terminal);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  try {
    return parse(schema, JSON.parse(text));
  } catch (error) {
    const message = `${file} does not say which models to use. Remove it, or choose again: cloze models use`;
    throw new ClozeError({ code: 'bad-request', message }, { cause: error });
  }
}

/** Keeps a choice; `undefined` goes back to the embedded model. */
export async function writeChoice(terminal: Terminal, job: ModelJob, name: string | undefined): Promise<ModelChoices> {
  const choices = { ...(await readChoices(terminal)), [job]: name };
  const file = choicesFile(terminal);
  await mkdir(path.dirname(file), { recursive: true });
  await writeWhole(file, `${JSON.stringify(choices, null, 2)}\n`);
  return choices;
}

function choicesFile({ env }: Terminal): string {
  return path.join(configFolder(env), 'cloze', 'models.json');
}

/** Where this operating system wants programs to keep what the user chose. */
function configFolder(env: Terminal['env']): string {
  const home = env.HOME ?? env.USERPROFILE ?? homedir();
  if (env.XDG_CONFIG_HOME !== undefined && path.isAbsolute(env.XDG_CONFIG_HOME)) return env.XDG_CONFIG_HOME;
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  return process.platform === 'win32' ? (env.APPDATA ?? path.join(home, 'AppData', 'Roaming')) : path.join(home, '.config');
}
