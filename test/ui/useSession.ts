import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Session, type SessionOptions } from './session.js';

/**
 * One editor for the tests of a `describe`: opened before them, closed after them, pictured where one fails. After a failure the editor is in
 * no known state, so the tests that follow are skipped; the whole file runs again in a fresh one.
 */
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
  let failed = '';
  beforeEach(({ onTestFailed, task, skip }) => {
    if (failed !== '') skip(`after the failure of "${failed}"`);
    onTestFailed(() => {
      failed = task.name;
      return current().takePicture(`failed ${task.name}`);
    });
  });
  return current;
}
