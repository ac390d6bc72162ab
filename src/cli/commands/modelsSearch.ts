import { isCancelled } from '../../common/clozeError.js';
import { megabytes } from '../../common/megabytes.js';
import { searchCatalogue } from '../../store/catalogue/catalogue.js';
import type { FoundOnHub } from '../../store/hub/searchHub.js';
import { networkMode } from '../../network/networkMode.js';
import type { Command } from '../command.js';
import { catalogueOf } from '../hubModels.js';
import { fitsMachine } from '../models/machineMemory.js';
import { jsonOption } from '../options.js';

export const modelsSearchCommand: Command = {
  name: 'models search',
  operands: '[WORD...]',
  operandCount: [0, 20],
  summary: 'Finds models to download: those that Cloze recommends, then others of the hub.',
  details: `Words are looked for in names, jobs (completion, words, rewriting, questions), languages (en, de, ...) and descriptions. Without words all
recommended models are listed and the hub is not asked, as with --catalogue and where CLOZE_NETWORK is off. The JSON value is
{catalogue: [{name, jobs, languages, license, gated, bytes, memoryBytes, fits, speed, checked, note}], hub: [{name, downloads, gated, task}]}.`,
  options: { catalogue: { help: 'Look only at what Cloze recommends, and at no server.' }, ...jsonOption },
  async run(args, terminal) {
    const words = args.operands.join(' ');
    const catalogue = searchCatalogue(await catalogueOf(terminal), words).map((entry) => ({
      ...entry,
      fits: fitsMachine(entry.memoryBytes),
    }));
    const isAsked = words !== '' && !args.flag('catalogue') && networkMode(terminal.env) !== 'off';
    let hub: FoundOnHub[] = [];
    if (isAsked) {
      try {
        const { searchHubFor } = await import('../../store/searchHubFor.js');
        hub = await searchHubFor(words, terminal.env, terminal.cancel);
      } catch (error) {
        // What Cloze knows itself is worth showing without the hub.
        if (isCancelled(error) || catalogue.length === 0) throw error;
        terminal.writeMessage(`cloze: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
    const known = new Set(catalogue.map(({ name }) => name));
    const others = hub.filter(({ name }) => !known.has(name));
    return {
      json: { catalogue, hub: others },
      text: () => {
        const lines = catalogue.map(
          ({ name, bytes, speed, license, languages, note, fits, gated }) =>
            `${name}  ${megabytes(bytes)}, ${speed}, ${license}, ${languages.join(' ')}${gated ? ', gated' : ''}${fits ? '' : ', more than this machine has room for'}\n    ${note}\n`,
        );
        const found = others.map(({ name, downloads, gated }) => `${name}  ${downloads} downloads${gated ? ', gated' : ''}\n`);
        return lines.length + found.length === 0 ? 'Nothing was found.\n' : [...lines, ...found].join('');
      },
    };
  },
};
