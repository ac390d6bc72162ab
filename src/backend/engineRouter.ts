import type { EngineApi } from '../common/engineApi.js';
import { capabilities, type Capability, type EngineMethods } from '../common/engineMethods.js';
import type { Methods } from '../common/methods/method.js';

/** Something that can serve capabilities of the engine. */
export interface Backend {
  /** What it is called where a person sees it. */
  readonly name: string;
  readonly engine: EngineApi;
}

/** Which backend serves a capability, and why; one sentence. */
export interface Route {
  readonly capability: Capability;
  readonly backend: Backend;
  readonly why: string;
}

/** What serves each capability. */
export type Routes = Readonly<Record<Capability, Omit<Route, 'capability'>>>;

/** All capabilities on one backend, for one reason. */
export function everythingOn(backend: Backend, why: string): Routes {
  const entries = Object.keys(capabilities).map((capability) => [capability, { backend, why }]);
  return Object.fromEntries(entries) as Routes;
}

/** The engine put together from the parts of several backends, and the list of them. */
export interface RoutedEngine {
  readonly engine: EngineApi;
  /** Which part serves what, and why. */
  readonly list: readonly Route[];
}

/**
 * Puts the engine together. Its callers see one engine, and nothing else knows which backend answers. The status is that of what serves
 * `lifecycle`.
 */
export function routeEngine(routes: Routes): RoutedEngine {
  const list = Object.entries(routes).map(([capability, route]): Route => ({ capability: capability as Capability, ...route }));
  const parts = list.map(({ capability, backend }) =>
    Object.fromEntries(Object.keys(capabilities[capability]).map((name) => [name, backend.engine[name as keyof EngineMethods]])),
  );
  const methods = Object.assign({}, ...parts) as Methods<EngineMethods>;
  return { engine: { ...methods, onDidChangeStatus: routes.lifecycle.backend.engine.onDidChangeStatus }, list };
}
