import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SideAnswer, SideCall } from './side.js';

/** A side that runs in a process of its own, which ends with `end`, or with this process. */
export interface SideProcess {
  /** Calls a method of the side there. */
  readonly call: <T>(method: string, ...args: readonly unknown[]) => Promise<T>;
  readonly end: () => void;
}

/** @param script the file beside this one that serves the side */
export function startProcess(script: string): SideProcess {
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
  return {
    call: <T>(method: string, ...args: readonly unknown[]) =>
      new Promise<T>((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
        child.send({ id, method, args } satisfies SideCall);
      }),
    end: () => child.disconnect(),
  };
}
