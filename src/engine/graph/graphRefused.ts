import { ClozeError } from '../../common/clozeError.js';

/** The runtime does not load a graph on the processor, which loads every graph that Cloze builds: so the file is not what was built. */
export class GraphRefused extends ClozeError {}
