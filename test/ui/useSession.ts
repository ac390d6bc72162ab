import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Session, type SessionOptions } from './session.js';

/** One editor for the tests of a `describe`: opened before them, closed after them, pictured where one fails. */
export function useSession(options: SessionOptions): () => Session {
  let session: Session | undefined;
  const current = (): Session => {
    if (session === undefined) throw new Error('The editor is not open.');
    return session;
  };
  beforeAll(async () => {
    session = await Session.open(options);
  });
  afterAll(() => session?.close());
  beforeEach(({ onTestFailed, task }) => {
    onTestFailed(() => current().takePicture(`failed ${task.name}`));
  });
  return current;
}
