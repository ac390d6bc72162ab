import { chromium, type Browser, type BrowserContext, type BrowserServer, type LaunchOptions } from 'playwright-core';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findOrInstallChromium } from './chromium.js';
import type { Profile } from './profile.js';

/** A browser without a window, whose own files lie in the profile and for which no name but the loopback's exists. */
export async function launchBrowser(profile: Profile): Promise<Browser> {
  return chromium.launch(await launchOptions(profile));
}

/** The same for other processes, which connect to its address. */
export async function serveBrowser(profile: Profile): Promise<BrowserServer> {
  return chromium.launchServer(await launchOptions(profile));
}

async function launchOptions(profile: Profile): Promise<LaunchOptions> {
  const home = path.join(profile.root, 'browser-home');
  await mkdir(home, { recursive: true });
  return {
    executablePath: findOrInstallChromium(),
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: path.join(home, '.cache') },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-sync',
      '--no-first-run',
      // Chromium refuses to run its sandbox as root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  };
}

/** An extension's own files in a webview: a worker of the page answers, and no such machine is ever asked. */
const webviewFile = /\.vscode-resource\.vscode-cdn\.net$/;

/** Collects the address of each request of a browser's pages that is meant for another machine. */
export function watchForeignRequests(context: BrowserContext): readonly string[] {
  const foreign: string[] = [];
  const check = (address: string): void => {
    const { protocol, hostname } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && !webviewFile.test(hostname)) foreign.push(address);
  };
  context.on('request', (request) => check(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => check(socket.url())));
  return foreign;
}
