import { choiceFor, lacksLanguage } from '../common/catalogueChoice.js';
import { type ModelJob, modelJobs } from '../common/modelJobs.js';
import { textLanguage } from '../prose/textLanguage.js';
import { catalogueOf } from './hubModels.js';
import type { Terminal } from './terminal.js';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** Says on standard error where a model is known not to know the language of a text, and which recommended one does. */
export async function tellLanguage(text: string, job: ModelJob, model: string, terminal: Terminal): Promise<void> {
  const language = textLanguage(text);
  if (language === undefined || language === 'en') return;
  // The hint is not worth a failure.
  const recommended = await catalogueOf(terminal).catch(() => []);
  const isEmbedded = model === modelJobs[job].embedded;
  if (!lacksLanguage(recommended, model, isEmbedded, language)) return;
  const choice = choiceFor(recommended, job, language);
  const name = names.of(language) ?? language;
  const help = choice === undefined ? '' : ` ${choice.name} does: cloze models pull ${choice.name}`;
  terminal.writeMessage(
    `cloze: This text is probably in ${name}, which ${isEmbedded ? 'the embedded model' : model} does not know.${help}\n`,
  );
}
