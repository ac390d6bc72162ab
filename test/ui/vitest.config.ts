import { defineConfig } from 'vitest/config';
import { root } from '../../scripts/paths.js';

/** Tests that look at a real editor as its user does. One editor at a time. */
export default defineConfig({
  root,
  test: {
    include: ['test/ui/**/*.test.ts'],
    globalSetup: 'test/ui/setUpEditorParts.ts',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 40_000, interval: 50 } },
  },
});
