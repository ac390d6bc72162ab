import * as vscode from 'vscode';
import { type Completions, CompletionsWithServers } from '../../backend/servers/completionsWithServers.js';
import { type NamedServer, ServerTurns, type ServerTask, type ServerUse } from '../../backend/servers/serverTurns.js';
import { type Writing, WritingWithServers } from '../../backend/servers/writingWithServers.js';
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
import { askToSend, askToWrite } from './askToSend.js';
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

interface StartedServer extends NamedServer {
  readonly supervisor: EngineSupervisor;
}

/** Puts servers beside the local model where the settings name some: one process for each, which starts with the first need of it. */
export class ServerDesk implements Disposable {
  readonly facts: Latest<ServerFacts>;
  readonly #store = new DisposableStore();
  #servers: readonly StartedServer[] = [];
  readonly #turns: ServerTurns;
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
    this.#turns = new ServerTurns({
      servers: () => this.#servers,
      onSending: (host) => {
        this.#sending = host;
        this.#tell();
      },
      onSpent: (tokens) => this.#spend(tokens),
      onLack: (error, task) => this.#lack(error, task),
      onOutage: (error) => this.#outage(error),
      onReturn: (host) => {
        this.#isOut = false;
        this.log.write('info', `${host} answers again.`);
      },
      clock,
      random: Math.random,
    });
    this.facts = this.#store.add(new Latest(this.#facts()));
    this.#store.add(onDidChangeSettings(() => void this.apply()));
    void this.apply();
  }

  /** The completions and the writing of the local model, or of a server where the settings want that. */
  over(local: Completions & Writing): Completions & Writing {
    const use = (): ServerUse => (this.#servers.length === 0 || isNetworkOff(readSettings()) ? 'off' : readSettings()['server.use']);
    const mayLeave = (host: string, context: TextContext): boolean => this.#mayLeave(host, context);
    const { complete, warm, nextTokens } = new CompletionsWithServers(local, this.#turns, { use, mayLeave });
    const mayWrite = (host: string, text: string): Promise<boolean> => this.#mayWrite(host, text);
    const { write } = new WritingWithServers(local, this.#turns, { use, mayWrite });
    return { complete, warm, nextTokens, write };
  }

  /** Whether a server will be asked to write about this text. Asks the writer where that is not known. */
  async writes(text: string): Promise<boolean> {
    const [first] = isNetworkOff(readSettings()) ? [] : this.#turns.ready('writing');
    return first !== undefined && this.#mayWrite(first.host, text);
  }

  /** Uses the settings and keys as they are now. */
  async apply(): Promise<void> {
    const settings = readSettings();
    const urls = settings.enable && settings['server.use'] !== 'off' && !isNetworkOff(settings) ? urlsIn(settings['server.url']) : [];
    const keys = await Promise.all(urls.map((url) => this.places.secrets.get(secretKeyOf(url))));
    for (const { supervisor } of this.#servers) supervisor.dispose();
    this.#servers = urls.map((url, index) => this.#server(url, keys[index], settings));
    this.#turns.reset();
    this.#isOut = false;
    this.#refused.clear();
    this.#tell();
  }

  dispose(): void {
    this.#store.dispose();
    for (const { supervisor } of this.#servers) supervisor.dispose();
  }

  #server(url: string, key: string | undefined, settings: Settings): StartedServer {
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

  /** Rewriting is asked for by hand, so that the answer to the question is waited for. */
  async #mayWrite(host: string, text: string): Promise<boolean> {
    if (this.#isOverLimit()) return false;
    const consent = `${host} writes`;
    if (this.#consented().includes(consent)) return true;
    if (this.#refused.has(consent)) return false;
    const isGiven = await askToWrite(host, text);
    if (isGiven) await this.storage.update(storageKeys.serverConsent, [...this.#consented(), consent]);
    else this.#refused.add(consent);
    return isGiven;
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

  /** A server without completions is worth a word once; one that answers no messages says so where it is asked to write. */
  #lack(error: ClozeError, task: ServerTask): void {
    this.log.write('warn', error.message);
    if (task === 'completions') void showOutage(vscode.l10n.t('The local model completes: {0}', error.message), 'cloze.server');
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
