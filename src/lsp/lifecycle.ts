import { ErrorCodes, type Message, type MessageStrategy, type MessageWriter } from 'vscode-jsonrpc/node';

/** The protocol's code for a request that comes before the first one. */
const serverNotInitialized = -32002;

/**
 * Lets through what a client may send: nothing but `initialize` before all else, and nothing but `exit` after `shutdown`. Other requests are
 * refused, other notifications are left out.
 */
export function lifecycle(writer: Pick<MessageWriter, 'write'>): MessageStrategy {
  let state: 'new' | 'open' | 'shut' = 'new';
  return {
    handleMessage: (message, next) => {
      const { method, id } = message as Message & { readonly method?: unknown; readonly id?: unknown };
      if (state === 'new' && method === 'initialize') state = 'open';
      else if (state !== 'open' && typeof method === 'string' && method !== 'exit') {
        if (id !== undefined) void writer.write(refusal(id, state)).catch(() => undefined);
        return;
      }
      if (state === 'open' && method === 'shutdown') state = 'shut';
      return next(message);
    },
  };
}

function refusal(id: unknown, state: 'new' | 'shut'): Message {
  const error =
    state === 'new'
      ? { code: serverNotInitialized, message: 'The first request has to be "initialize".' }
      : { code: ErrorCodes.InvalidRequest, message: 'The server was shut down.' };
  return { jsonrpc: '2.0', id, error } as Message;
}
