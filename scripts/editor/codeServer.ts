import { execFile, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { CodeServer } from './codeServerInstall.js';
import { freePort } from './freePort.js';
import { ProcessGroup } from './processGroup.js';
import type { Profile } from './profile.js';

export interface ServerOptions {
  /** A port of 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Lets a page name a development folder or a test suite; VS Code then shows no notifications as pop-ups. */
  readonly development?: boolean;
  /** Added to the environment of the server, and so to that of the extension host. */
  readonly environment?: NodeJS.ProcessEnv;
  /** A program that runs another one, with its arguments, and watches it: a tracer. */
  readonly under?: readonly string[];
}

/** A running code-server. */
export class EditorServer {
  private constructor(
    readonly port: number,
    readonly group: ProcessGroup,
  ) {}

  /**
   * Starts a server on 127.0.0.1 and waits until it answers.
   * @throws with the end of the server's log when it ends or does not answer within 90 seconds.
   */
  static async start(codeServer: CodeServer, profile: Profile, options: ServerOptions = {}): Promise<EditorServer> {
    const port = options.port ?? (await freePort());
    const log = await open(profile.serverLog, 'a');
    const [program = codeServer.node, ...args] = [
      ...(options.under ?? []),
      codeServer.node,
      codeServer.entry,
      ...profileArguments(profile),
      ...serverArguments(port, options.development),
    ];
    const child = spawn(program, args, {
      env: environment(profile, options.environment),
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
    const group = new ProcessGroup(child);
    await log.close();
    const server = new EditorServer(port, group);
    try {
      await server.#untilReady();
    } catch (error) {
      await group.stop();
      const end = (await readFile(profile.serverLog, 'utf8')).slice(-2000);
      throw new Error(`The editor's server did not start. The end of its log:\n${end}`, { cause: error });
    }
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The address of a page that shows a folder; `payload` names files to open and the like. */
  pageUrl(folder: string, payload: readonly (readonly [string, string])[] = []): string {
    const url = new URL(this.origin);
    url.searchParams.set('folder', folder);
    if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
    return url.href;
  }

  /** How a page names a file on the server's disk. */
  fileUri(file: string): string {
    return `vscode-remote://127.0.0.1:${this.port}${file}`;
  }

  /** Ends the server and every process that it started. */
  stop(): Promise<void> {
    return this.group.stop();
  }

  async #untilReady(): Promise<void> {
    const deadline = AbortSignal.timeout(400_000);
    while (!(await this.#answers(deadline))) {
      if (this.group.hasEnded) throw new Error('The process ended.');
      await delay(50, undefined, { signal: deadline });
    }
  }

  async #answers(signal: AbortSignal): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/healthz`, { signal })).ok;
    } catch {
      return false;
    }
  }
}

/** Installs a packaged extension into a profile whose server does not run. */
export async function installExtension(codeServer: CodeServer, profile: Profile, vsix: string): Promise<void> {
  const args = [codeServer.entry, ...profileArguments(profile), '--install-extension', vsix];
  await promisify(execFile)(codeServer.node, args, { env: environment(profile), timeout: 400_000 });
}

function profileArguments(profile: Profile): string[] {
  return ['--config', profile.serverConfig, '--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
}

function serverArguments(port: number, development = false): string[] {
  return [
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-proxy'],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
    // A built VS Code ignores extensionDevelopmentPath and extensionTestsPath in a page's address unless this is set.
    ...(development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/** The user's environment without what would lead the server to the user's own files or to another editor. */
function environment(profile: Profile, added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: profile.home,
    TMPDIR: profile.temporary,
    // An empty gallery; the default one would be asked over the internet.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }),
    ...added,
  };
  const foreign = /^(XDG_(CONFIG|DATA|CACHE|STATE)_HOME|XDG_RUNTIME_DIR|VSCODE_.*|PORT|NODE_OPTIONS|npm_.*|ORT_.*)$/;
  return Object.fromEntries(Object.entries(own).filter(([name]) => !foreign.test(name)));
}
