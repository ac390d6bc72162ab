import type { Side, SideAnswer, SideCall } from './side.js';

/** Answers the calls of the process that forked this one, one after the other, until the channel closes. */
export function serveSide(side: Side): void {
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (call: SideCall) => {
    last = last.then(async () => {
      const method = side[call.method].bind(side) as (...args: readonly unknown[]) => Promise<unknown>;
      const answer: SideAnswer = await method(...call.args).then(
        (value) => ({ id: call.id, value }),
        (error: unknown) => ({ id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
      process.send?.(answer);
    });
  });
  process.on('disconnect', () => process.exit());
}
