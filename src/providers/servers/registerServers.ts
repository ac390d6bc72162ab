import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.js';
import { commands } from '../../host/ids.js';
import type { Log } from '../../host/log.js';
import { showBriefly } from '../../host/messages.js';
import { hostOf, secretKeyOf, type ServerDesk, urlsIn } from '../../host/servers/serverDesk.js';
import { readSettings, writeSetting } from '../../host/settings.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { showFailures } from '../../host/showFailures.js';

export interface ServerDependencies {
  readonly desk: Pick<ServerDesk, 'apply'>;
  readonly secrets: () => vscode.SecretStorage;
  readonly log: Log;
}

/** "Cloze: Choose Server…". */
export function registerServers({ desk, secrets, log }: ServerDependencies): Disposable {
  return vscode.commands.registerCommand(commands.chooseServer, () =>
    showFailures(log, async () => {
      if (await chooseServer(secrets())) await desk.apply();
    }),
  );
}

/** Asks for the address, the key and when to use the server. Resolves with whether something was chosen. */
async function chooseServer(secrets: vscode.SecretStorage): Promise<boolean> {
  const { t } = vscode.l10n;
  const settings = readSettings();
  const url = await vscode.window.showInputBox({
    title: t('Completions Server (1/3): Address'),
    prompt: t('For example http://localhost:8000. Several, separated by commas, are tried in their order. Leave it empty to use none.'),
    value: settings['server.url'],
    ignoreFocusOut: true,
    validateInput: addressRemark,
  });
  if (url === undefined) return false;
  const [first] = urlsIn(url);
  if (first === undefined) {
    await writeSetting('server.url', '');
    await writeSetting('server.use', 'off');
    showBriefly(t('No server is used.'));
    return true;
  }
  for (const each of urlsIn(url)) if (!(await askForKey(each, secrets))) return false;
  const use = await askForUse(hostOf(first));
  if (use === undefined) return false;
  await writeSetting('server.url', url.trim());
  await writeSetting('server.use', use);
  return true;
}

/** What is wrong with addresses; undefined where nothing is. */
function addressRemark(text: string): string | undefined {
  const { t } = vscode.l10n;
  const written = text.split(',').map((url) => url.trim()).filter((url) => url !== ''); // prettier-ignore
  if (written.some((url) => !/^https?:\/\//i.test(url) || !URL.canParse(url))) return t('An address begins with http:// or https://.');
  const named = written.map((url) => new URL(url));
  return named.some(({ username, password }) => username !== '' || password !== '') ? t('Put the key into the next step, not into the address.') : undefined; // prettier-ignore
}

/** Asks for the key and keeps it among the editor's secrets; an empty one is forgotten. Resolves with false where it was given up. */
async function askForKey(url: string, secrets: vscode.SecretStorage): Promise<boolean> {
  const { t } = vscode.l10n;
  const hasKey = (await secrets.get(secretKeyOf(url))) !== undefined;
  const key = await vscode.window.showInputBox({
    title: t('Completions Server (2/3): Key'),
    prompt: hasKey
      ? t('{0} has a key. Write another one, "-" to remove it, or nothing to keep it.', hostOf(url))
      : t('The key of {0}, if it wants one. It is kept among the secrets of the editor.', hostOf(url)),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return false;
  if (key.trim() === '-') await secrets.delete(secretKeyOf(url));
  else if (key.trim() !== '') await secrets.store(secretKeyOf(url), key.trim());
  return true;
}

async function askForUse(host: string): Promise<Settings['server.use'] | undefined> {
  const { t } = vscode.l10n;
  const items: (vscode.QuickPickItem & { use: Settings['server.use'] })[] = [
    { label: t('When the local model is unsure'), detail: t('Less text leaves, and most completions come at once.'), use: 'when unsure' },
    { label: t('Always'), detail: t('{0} completes; the local model only where it does not answer.', host), use: 'always' },
    { label: t('Not now'), use: 'off' },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Completions Server (3/3): Use') }))?.use;
}
