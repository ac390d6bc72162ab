import { defineConfig } from 'vitest/config';

/** Everything that needs no editor. The tests in the real editor have test/ui/vitest.config.ts and a runner inside the editor. */
export default defineConfig({
  // The editor in memory, for the code that speaks with the editor.
  resolve: { alias: [{ find: /^vscode$/, replacement: new URL('test/util/editor/vscode.ts', import.meta.url).pathname }] },
  test: {
    include: [
      'test/*.test.ts',
      'test/unit/**/*.test.ts',
      'test/contract/**/*.test.ts',
      'test/model/**/*.test.ts',
      'test/parity/**/*.test.ts',
      'test/faults/**/*.test.ts',
    ],
    // A native library that fails takes its own process down, not the run.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine may take many times as long; what never comes costs only a failure's time.
    expect: { poll: { timeout: 30_000 } },
    env: { ORT_DISABLE_TELEMETRY: '1' },
    setupFiles: ['test/util/seed.ts'],
  },
});
