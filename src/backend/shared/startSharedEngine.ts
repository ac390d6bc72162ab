import { fork } from 'node:child_process';
import * as v from 'valibot';
import type { Clock } from '../../common/clock.js';
import { type SharedArguments, sharedOption, started, type Started } from '../../common/sharing/handshake.js';
import { engineCommand } from '../engineCommand.js';

/** How long a process may take to start. */
const patienceMs = 30_000;

/** Starts a process that outlives this one for as long as it has clients; resolves once it listens, or will not. */
export function startSharedEngine(script: string, share: SharedArguments, clock: Clock): Promise<Started> {
  return new Promise((resolve) => {
    const child = fork(script, [sharedOption, JSON.stringify(share)], {
      ...engineCommand(),
      cwd: share.folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const end = (result: Started): void => {
      timer.dispose();
      if (child.connected) child.disconnect();
      child.unref();
      resolve(result);
    };
    const fail = (reason: string): void => end({ kind: 'failed', reason });
    const timer = clock.schedule(patienceMs, () => fail('it does not start'));
    child.once('message', (message) =>
      end(v.is(started, message) ? message : { kind: 'failed', reason: 'it says what is not understood' }),
    );
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`it ended at its start (${signal ?? `exit code ${code ?? 'unknown'}`})`));
  });
}
