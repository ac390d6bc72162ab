import { defineConfig } from 'vitest/config';
import { root } from '../../scripts/paths.js';

/** Tests that look at a real editor as its user does. Two editors at a time: each waits for the most part. */
export default defineConfig({
  root,
  test: {
    include: ['test/ui/**/*.test.ts'],
    globalSetup: 'test/ui/setUpEditorParts.ts',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // The first completion of all waits until the model's graph is built, on a busy computer for more than 40 seconds.
    expect: { poll: { timeout: 120_000, interval: 50 } },
  },
});
