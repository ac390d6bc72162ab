/** By these words the engine that answers at once knows a sentence that does not follow. */
export const oddWords = 'quarterly revenue';
