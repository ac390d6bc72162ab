import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a thread and all that it started, threads and processes, did to files and the network. */
export interface Traced {
  /** Absolute paths that were opened for writing, made, renamed to, or linked; each once, in order. */
  readonly written: readonly string[];
  /** Calls that made a socket of the internet, or connected one. */
  readonly internet: readonly string[];
  /** Paths of the sockets of this machine at which it listened. */
  readonly sockets: readonly string[];
}

interface ThreadLog extends Traced {
  readonly commands: readonly string[];
  readonly children: readonly number[];
}

/**
 * What processes did whose command line fits, and all that they started, by the logs that `straceTo` has written.
 * @param prefix of the log files' paths
 */
export function tracedBy(prefix: string, isMeant: (command: string) => boolean): Traced {
  const logs = new Map(
    readdirSync(path.dirname(prefix))
      .filter((name) => name.startsWith(`${path.basename(prefix)}.`))
      .map((name) => [Number(name.split('.').at(-1)), readThread(readFileSync(path.join(path.dirname(prefix), name), 'utf8'))]),
  );
  const found = new Set([...logs].filter(([, { commands }]) => commands.some(isMeant)).map(([id]) => id));
  for (const id of found) for (const child of logs.get(id)?.children ?? []) found.add(child);
  const threads = [...found].flatMap((id) => logs.get(id) ?? []);
  const union = (key: keyof Traced): string[] => [...new Set(threads.flatMap((thread) => thread[key]))].sort();
  return { written: union('written'), internet: union('internet'), sockets: union('sockets') };
}

const failed = / = -1 E[A-Z]+ /;

/** Reads the log of one thread. Calls that failed changed nothing. */
export function readThread(log: string): ThreadLog {
  const lines = log.split('\n').filter((line) => !failed.test(line));
  return {
    commands: lines.flatMap((line) => /^execve\("[^"]*", \[(.*)\], /.exec(line)?.[1] ?? []),
    children: lines.flatMap((line) => /^(?:clone3?|v?fork)\(.* = (\d+)$/.exec(line)?.[1] ?? []).map(Number),
    written: lines.flatMap(writtenPath),
    sockets: lines.flatMap((line) => /^bind\(.*sa_family=AF_UNIX, sun_path=(@?"[^"]*")/.exec(line)?.[1]?.replaceAll('"', '') ?? []),
    internet: log.split('\n').filter((line) => /^(?:socket|connect|bind)\(.*AF_INET/.test(line)),
  };
}

function writtenPath(line: string): string[] {
  const opened = /^(?:open|openat|creat)\((?:AT_FDCWD<([^>]*)>, )?"([^"]*)", ([A-Z_|]*)/.exec(line);
  if (opened) {
    const [, folder = '', file = '', flags = ''] = opened;
    return line.startsWith('creat(') || /O_WRONLY|O_RDWR|O_CREAT/.test(flags) ? [path.resolve(folder, file)] : [];
  }
  const changed = /^(?:mkdir|rename|link|symlink|truncate)(?:at2?|2)?\(.*/.test(line);
  const target = changed ? [...line.matchAll(/"([^"]*)"/g)].at(-1)?.[1] : undefined;
  return target === undefined ? [] : [path.resolve(/AT_FDCWD<([^>]*)>/.exec(line)?.[1] ?? '/', target)];
}
