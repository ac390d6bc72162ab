import type { EncoderSide } from './encoderSide.js';
import type { Side, SideAnswer, SideCall } from './side.js';

/** Answers the calls of the process that forked this one with the methods of `side`, one after the other, until the channel closes. */
export function serveSide(side: Side | EncoderSide): void {
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (call: SideCall) => {
    last = last.then(async () => {
      const method = (side[call.method as keyof typeof side] as (...args: readonly unknown[]) => Promise<unknown>).bind(side);
      const answer: SideAnswer = await method(...call.args).then(
        (value) => ({ id: call.id, value }),
        (error: unknown) => ({ id: call.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
      process.send?.(answer);
    });
  });
  process.on('disconnect', () => process.exit());
}
