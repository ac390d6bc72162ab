import type { Measure } from '../harness/measure.js';
import { bigModels } from './bigModels.js';
import { bigTable } from './bigTable.js';
import { classification } from './classification.js';
import { coldStart } from './coldStart.js';
import { decode } from './decode.js';
import { doors } from './doors.js';
import { deepLabels } from './deepLabels.js';
import { download } from './download.js';
import { editor } from './editor.js';
import { encoder } from './encoder.js';
import { encoderServers } from './encoderServers.js';
import { flow } from './flow.js';
import { keyToGhostText } from './keyToGhostText.js';
import { labels } from './labels.js';
import { learnManuscript } from './learnManuscript.js';
import { memory } from './memory.js';
import { models } from './models.js';
import { panel } from './panel.js';
import { prefill } from './prefill.js';
import { quality } from './quality.js';
import { servers } from './servers.js';
import { student } from './student.js';
import { text } from './text.js';
import { words } from './words.js';

/** Every measure, in the order of the page. */
export const measures: readonly Measure[] = [
  decode,
  prefill,
  bigModels,
  keyToGhostText,
  editor,
  encoder,
  encoderServers,
  student,
  words,
  panel,
  flow,
  classification,
  labels,
  learnManuscript,
  deepLabels,
  bigTable,
  coldStart,
  memory,
  quality,
  text,
  download,
  models,
  doors,
  servers,
];
