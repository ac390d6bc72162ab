import type { EngineInit } from '../../../src/common/methods/lifecycle.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { openServerModel, type ServerChoice } from '../../../src/remote/openServerModel.js';

const none = (): Promise<never> => Promise.reject(new Error('A completions server has no encoder.'));

/** The engine as the process beside the editor has it, with the model of a server in the place of the causal one. */
export function engineOver(server: ServerChoice, init: EngineInit, environment: Readonly<Record<string, string>> = {}): Engine {
  const causal = (): ReturnType<typeof openServerModel> => openServerModel(server, { ...init, environment });
  return createEngine(init, { openers: { causal, encoder: none, classifier: none }, log: () => undefined, now: () => performance.now() });
}
