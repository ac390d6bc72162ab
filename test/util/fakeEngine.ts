import { Emitter } from '../../src/common/emitter.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import { type EngineMethods, engineMethods } from '../../src/common/engineMethods.js';
import { type Methods, methodsOf } from '../../src/common/methods/method.js';

/** An engine whose methods are those that a test gives; any other fails, as nothing should ask it. */
export function fakeEngine(methods: Partial<Methods<EngineMethods>>): EngineApi {
  const others = methodsOf(engineMethods, (name) => Promise.reject(new Error(`The engine was asked for "${name}".`)));
  return { ...others, ...methods, onDidChangeStatus: new Emitter<never>().event };
}
