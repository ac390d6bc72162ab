import * as vscode from 'vscode';
import { type Completions, type CompletingServer, CompletionsWithServers } from '../../backend/servers/completionsWithServers.js';
import { spend, type SpentTokens, spentOn } from '../../backend/servers/tokenGuard.js';
import { EngineSupervisor } from '../../backend/engineSupervisor.js';
import { idlePolicy } from '../../backend/idlePolicy.js';
import { defaultRestartPolicy } from '../../backend/restartPolicy.js';
import type { EngineConfiguration } from '../../backend/supervisorTransitions.js';
import type { Clock } from '../../common/clock.js';
import type { ClozeError } from '../../common/clozeError.js';
import { DisposableStore, type Disposable } from '../../common/disposable.js';
import type { TextContext } from '../../common/methods/completion.js';
import { storageKeys } from '../ids.js';
import { Latest } from '../latest.js';
import type { Log } from '../log.js';
import { showOutage } from '../messages.js';
import type { Settings } from '../../common/settings/settingDefinitions.js';
import { onDidChangeSettings, readSettings } from '../settings.js';
import { askToSend } from './askToSend.js';
import { isNetworkOff, serverEnvironment } from './serverEnvironment.js';

/** What of the extension's context it uses. */
export type ServerPlaces = Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState' | 'secrets'>;

/** What the status bar says of servers. */
export interface ServerFacts {
  /** Whose models may be asked, as people know them; empty where none is named or none may be. */
  readonly hosts: readonly string[];
  /** Where text is going just now. */
  readonly sending?: string;
  /** Tokens that went to servers today, and how many may. */
  readonly spent: number;
  readonly limit: number;
  /** Whether none answers, so that the local model works. */
  readonly isOut: boolean;
}

interface NamedServer extends CompletingServer {
  readonly supervisor: EngineSupervisor;
}

/** Puts servers beside the local model where the settings name some: one process for each, which starts with the first need of it. */
export class ServerDesk implements Disposable {
  readonly facts: Latest<ServerFacts>;
  readonly #store = new DisposableStore();
  #servers: readonly NamedServer[] = [];
  #completions: CompletionsWithServers | undefined;
  #asking = new Set<string>();
  #refused = new Set<string>();
  #isOut = false;
  #sending: string | undefined;
  #isGuardTold = false;

  constructor(
    private readonly places: ServerPlaces,
    private readonly storage: vscode.Memento,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly date: () => Date = () => new Date(),
  ) {
    this.facts = this.#store.add(new Latest(this.#facts()));
    this.#store.add(onDidChangeSettings(() => void this.apply()));
    void this.apply();
  }

  /** The completions of the local model, or of a server where the settings want that. */
  over(local: Completions): Completions {
    this.#completions = new CompletionsWithServers(local, {
      use: () => (this.#servers.length === 0 || isNetworkOff(readSettings()) ? 'off' : readSettings()['server.use']),
      servers: () => this.#servers,
      mayLeave: (host, context) => this.#mayLeave(host, context),
      onSending: (host) => {
        this.#sending = host;
        this.#tell();
      },
      onSpent: (tokens) => this.#spend(tokens),
      onOutage: (error) => this.#outage(error),
      onReturn: (host) => {
        this.#isOut = false;
        this.log.write('info', `${host} answers again.`);
      },
      clock: this.clock,
      random: Math.random,
    });
    const { complete, warm, nextTokens } = this.#completions;
    return { complete, warm, nextTokens };
  }

  /** Uses the settings and keys as they are now. */
  async apply(): Promise<void> {
    const settings = readSettings();
    const urls = settings.enable && settings['server.use'] !== 'off' && !isNetworkOff(settings) ? urlsIn(settings['server.url']) : [];
    const keys = await Promise.all(urls.map((url) => this.places.secrets.get(secretKeyOf(url))));
    for (const { supervisor } of this.#servers) supervisor.dispose();
    this.#servers = urls.map((url, index) => this.#server(url, keys[index], settings));
    this.#completions?.reset();
    this.#isOut = false;
    this.#refused.clear();
    this.#tell();
  }

  dispose(): void {
    this.#store.dispose();
    for (const { supervisor } of this.#servers) supervisor.dispose();
  }

  #server(url: string, key: string | undefined, settings: Settings): NamedServer {
    const script = vscode.Uri.joinPath(this.places.extensionUri, 'dist', 'remote.js').fsPath;
    const model = settings['server.model'];
    const configuration: EngineConfiguration = {
      init: {
        modelFolders: [...settings.modelFolders, vscode.Uri.joinPath(this.places.extensionUri, 'models').fsPath],
        cacheFolder: vscode.Uri.joinPath(this.places.globalStorageUri, 'graphs').fsPath,
        causalModel: hostOf(url),
        device: 'auto',
        threads: 0,
        server: { url, ...(key !== undefined && { key }), ...(model !== '' && { model }) },
      },
      idle: idlePolicy(settings.idleMinutes),
      shared: false,
    };
    const supervisor = new EngineSupervisor({
      launch: async () => {
        const { EngineProcess } = await import('../../backend/engineProcess.js');
        return new EngineProcess(script, this.log.write, this.clock, { environment: serverEnvironment(readSettings()) });
      },
      configuration,
      restartPolicy: defaultRestartPolicy,
      clock: this.clock,
      log: this.log.write,
    });
    return { host: hostOf(url), engine: supervisor.engine, supervisor };
  }

  #mayLeave(host: string, context: TextContext): boolean {
    if (this.#refused.has(host) || this.#isOverLimit()) return false;
    if (this.#consented().includes(host)) return true;
    if (!this.#asking.has(host)) void this.#ask(host, context);
    return false;
  }

  async #ask(host: string, context: TextContext): Promise<void> {
    this.#asking.add(host);
    const isGiven = await askToSend(host, context);
    this.#asking.delete(host);
    if (isGiven) await this.storage.update(storageKeys.serverConsent, [...this.#consented(), host]);
    else this.#refused.add(host);
    this.#tell();
  }

  #consented(): readonly string[] {
    const kept: unknown = this.storage.get(storageKeys.serverConsent);
    return Array.isArray(kept) ? kept.filter((host): host is string => typeof host === 'string') : [];
  }

  #isOverLimit(): boolean {
    const { spent, limit } = this.#facts();
    if (limit === 0 || spent < limit) return (this.#isGuardTold = false);
    if (!this.#isGuardTold) {
      this.#isGuardTold = true;
      const message = vscode.l10n.t('Today’s limit of {0} tokens for servers is reached, so the local model completes until tomorrow. Raise "cloze.server.tokensPerDay" to go on.', limit); // prettier-ignore
      void showOutage(message, 'cloze.server.tokensPerDay');
    }
    return true;
  }

  #spend(tokens: number): void {
    const day = dayOf(this.date());
    void this.places.globalState.update(spentKey, spend(day, this.places.globalState.get<SpentTokens>(spentKey), tokens));
    this.#tell();
  }

  #outage(error: ClozeError): void {
    this.#isOut = true;
    this.log.write('warn', error.message);
    void showOutage(vscode.l10n.t('The local model completes for now: {0}', error.message), 'cloze.server');
  }

  #facts(): ServerFacts {
    const spent = this.#servers.length === 0 ? 0 : spentOn(dayOf(this.date()), this.places.globalState.get<SpentTokens>(spentKey));
    return {
      hosts: this.#servers.map(({ host }) => host).filter((host) => !this.#refused.has(host)),
      ...(this.#sending !== undefined && { sending: this.#sending }),
      spent,
      limit: readSettings()['server.tokensPerDay'],
      isOut: this.#isOut,
    };
  }

  #tell(): void {
    this.facts.value = this.#facts();
  }
}

const spentKey = 'server.spent';

/** Where the key of a server lies among the editor's secrets. */
export function secretKeyOf(url: string): string {
  return `server.key:${url}`;
}

/** The addresses that a setting names, separated by commas. */
export function urlsIn(text: string): string[] {
  return text
    .split(',')
    .map((url) => url.trim())
    .filter((url) => URL.canParse(url));
}

/** A server as people know it. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

function dayOf(date: Date): string {
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
