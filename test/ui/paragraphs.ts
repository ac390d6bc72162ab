/** A paragraph to write behind. */
export const keeper =
  'The lighthouse at Skarn Point was kept by a man named Edwin Marr. Every evening, an hour before dark, Edwin Marr climbed the stairs to the lamp room and lit the lamp, and every morning he climbed them again to put it out.';

/** The beginning of a sentence, and how the embedded model is sure to go on with it. */
export const begun = ' On a clear night the lighthouse at Skarn ';
export const continued = /^Point/;
