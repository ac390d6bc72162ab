import type { Measure } from '../harness/measure.js';
import { coldStart } from './coldStart.js';
import { decode } from './decode.js';
import { keyToGhostText } from './keyToGhostText.js';
import { memory } from './memory.js';
import { prefill } from './prefill.js';
import { quality } from './quality.js';

/** Every measure, in the order of the page. Those of the editor itself are made by its tests. */
export const measures: readonly Measure[] = [decode, prefill, keyToGhostText, coldStart, memory, quality];
