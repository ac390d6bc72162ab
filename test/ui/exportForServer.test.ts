import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

describe('Export for Server', () => {
  const session = useSession({ extension: 'packaged' });

  test('asks for the kind of server and a folder, and leads to how it is started', async () => {
    const { workbench, profile, page } = session();
    await workbench.run(paletteTitle(commands.exportForServer));
    await workbench.choice('Triton').waitFor();
    await session().takePicture('the kinds of server to export for');
    await workbench.choose('Triton');
    await workbench.nameFile(`${profile.workspace}${path.sep}`);
    const end = workbench.notification('bert-base-uncased is in');
    await end.waitFor({ timeout: 180_000 });
    await session().takePicture('the end of an export for a server');
    expect(await readdir(path.join(profile.workspace, 'bert-base-uncased'))).toContain('config.pbtxt');
    if (!(await end.isVisible())) await workbench.run('Notifications: Show Notifications');
    await end.getByRole('button', { name: 'How to Start It', exact: true }).click();
    await page.locator('.tab', { hasText: 'servers.md' }).waitFor();
  });
});
