/** Prose that the embedded model continues. */
export const paragraphs = {
  harbour:
    'The harbour was quiet that morning. Two boats had come in before dawn, and their crews were asleep in the warm room above the chandler, with their boots lined up on the stairs.',
  keeper: 'The lighthouse stood on a shelf of black rock at the end of the point, and for thirty years it had been kept by the same man.',
} as const;
