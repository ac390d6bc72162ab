import { describe, expect, test } from 'vitest';
import { storageKeys } from '../../../../src/host/ids.js';
import { WorkspaceStorage } from '../../../../src/host/kept/workspaceStorage.js';

/** What the editor hands to an extension: values in memory that it also writes to its own files. */
function memento(values: Record<string, unknown> = {}) {
  const kept = new Map(Object.entries(values));
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => (kept.has(key) ? kept.get(key) : fallback) as never,
    update: (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      return Promise.resolve();
    },
  };
}

const { flowMutes, panel, acceptanceBias } = storageKeys;

describe('What Cloze keeps in a workspace', () => {
  test('is there again when the workspace is opened again', async () => {
    const [workspace, everywhere] = [memento(), memento()];
    await new WorkspaceStorage(workspace, everywhere).update(acceptanceBias, 0.5);
    expect(new WorkspaceStorage(workspace, everywhere).get(acceptanceBias)).toBe(0.5);
  });

  test('goes when that is asked for, and those who hold it in memory are told', async () => {
    const storage = new WorkspaceStorage(memento({ [panel]: {}, [flowMutes]: {} }), memento());
    const told: string[] = [];
    storage.onDidForget((key) => told.push(key));
    await storage.forget(panel);
    expect(storage.get(panel)).toBeUndefined();
    expect(storage.get(flowMutes)).toEqual({});
    expect(told).toEqual([panel]);
  });

  test('goes from another workspace when that is opened next, once', async () => {
    const [here, there, everywhere] = [memento({ [panel]: 1 }), memento({ [panel]: 2, [flowMutes]: 3 }), memento()];
    const storage = new WorkspaceStorage(here, everywhere);
    await storage.forgetElsewhere();
    expect(storage.get(panel)).toBe(1);
    const opened = new WorkspaceStorage(there, everywhere);
    expect([opened.get(panel), opened.get(flowMutes)]).toEqual([undefined, undefined]);
    await opened.update(panel, 4);
    expect(new WorkspaceStorage(there, everywhere).get(panel)).toBe(4);
    expect(new WorkspaceStorage(here, everywhere).get(panel)).toBe(1);
  });
});
