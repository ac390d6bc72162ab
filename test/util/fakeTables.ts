import { type TableApi, tableMethods } from '../../src/common/methods/tables.js';
import { methodsOf } from '../../src/common/methods/method.js';

/** A reader of tables whose methods are those that a test gives; any other fails, as nothing should ask it. */
export function fakeTables(methods: Partial<TableApi>): TableApi {
  return { ...methodsOf(tableMethods, (name) => Promise.reject(new Error(`The tables were asked for "${name}".`))), ...methods };
}
