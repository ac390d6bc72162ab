import fc from 'fast-check';

/**
 * Generated inputs are the same in each run, so that a change is judged by what it changes. `npm run test:seeds` draws others, and prints
 * the seed that draws them again.
 */
fc.configureGlobal({ seed: Number(process.env['CLOZE_SEED'] ?? 1) });
