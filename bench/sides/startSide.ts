import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Side, SideAnswer, SideCall } from './side.js';

/** Starts a side in a process of its own. It ends with `close`, or with this process. */
export function startSide(script: 'cloze.ts' | 'llamaCpp.ts'): Side {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', (answer: SideAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) caller?.reject(new Error(`${script}: ${answer.error}`));
    else caller?.resolve(answer.value);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script} ended with code ${String(code)}.`));
    waiting.clear();
  });
  const call = <T>(method: SideCall['method'], ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      child.send({ id, method, args } satisfies SideCall);
    });
  return {
    open: (options) => call('open', options),
    tokenize: (text) => call('tokenize', text),
    prefill: (tokens) => call('prefill', tokens),
    decode: (tokens, steps) => call('decode', tokens, steps),
    close: async () => {
      await call('close');
      child.disconnect();
    },
  };
}
