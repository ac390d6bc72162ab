import { spawn } from 'node:child_process';
import { installCheckout } from '../editor/checkout.js';
import { EditorServer } from '../editor/codeServer.js';
import { installCodeServer } from '../editor/codeServerInstall.js';
import { createProfile } from '../editor/profile.js';
import { writingSettings } from '../editor/settings.js';
import { inRoot } from '../paths.js';
import type { OpenEditor } from './openEditor.js';

/** VS Code in a browser, served by this machine to this machine only, with a profile of its own that is kept. */
export async function openWebEditor({ open, port }: { readonly open: boolean; readonly port: number | undefined }): Promise<OpenEditor> {
  const codeServer = await installCodeServer();
  const profile = await createProfile(inRoot('.cache/web-profile'), writingSettings);
  await installCheckout(profile);
  const server = await EditorServer.start(codeServer, profile, port === undefined ? {} : { port });
  const manuscript = server.fileUri(inRoot('samples/manuscript.md'));
  const url = server.pageUrl(inRoot('samples'), [['openFile', manuscript]]);
  await fetch(url).then(requireOk);
  if (open) openInBrowser(url);
  return { where: `VS Code with Cloze is at ${url}`, ended: server.group.ended, stop: () => server.stop() };
}

function requireOk(response: Response): void {
  if (!response.ok) throw new Error(`The editor's page answered ${response.status}.`);
}

function openInBrowser(url: string): void {
  const { program, args } = opener(url);
  // Where there is no browser to open, the address that is printed has to do.
  spawn(program, args, { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}

/** The system's own command that opens an address in the user's browser. */
function opener(url: string): { program: string; args: readonly string[] } {
  if (process.platform === 'darwin') return { program: 'open', args: [url] };
  // `start` belongs to the Windows shell, which would read & as the end of the command.
  if (process.platform === 'win32') return { program: 'cmd', args: ['/c', 'start', '""', url.replaceAll('&', '^&')] };
  return { program: 'xdg-open', args: [url] };
}
