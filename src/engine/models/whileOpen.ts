import type { Checkpoint } from './checkpoint.js';

/** Opens a checkpoint for as long as something is done with it. */
export async function whileOpen<T>(open: () => Promise<Checkpoint>, use: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
  const checkpoint = await open();
  try {
    return await use(checkpoint);
  } finally {
    await checkpoint.close();
  }
}
