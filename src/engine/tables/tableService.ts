import { type Method, methodsOf, type RequestOf, type ResultOf } from '../../common/methods/method.js';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import { type TableApi, tableMethods } from '../../common/methods/tables.js';
import { checkedRequest } from '../../common/checkedRequest.js';
import { readLabelFolder } from './labelFolder.js';
import { previewTable } from './previewTable.js';
import { readTable } from './readTable.js';

type Reader<M extends Method> = (request: RequestOf<M>, token: CancellationToken) => Promise<ResultOf<M>>;

const readers: { readonly [N in keyof typeof tableMethods]: Reader<(typeof tableMethods)[N]> } = {
  readTable,
  previewTable,
  readLabelFolder,
};

/** The table service in this process. */
export function createTableService(): TableApi {
  return methodsOf(tableMethods, async (name, given, token = neverCancelled) => {
    const method = name as keyof typeof tableMethods;
    // The schema of the method has checked that it fits.
    const read = readers[method] as (request: unknown, token: CancellationToken) => Promise<unknown>;
    return read(checkedRequest(tableMethods[method].request, given), token);
  });
}
