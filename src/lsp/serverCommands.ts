import type { ExecuteCommandParams, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { CancellationToken } from '../common/cancellation.js';
import { ClozeError } from '../common/clozeError.js';
import { inEnglish as t } from '../common/translate.js';
import { type CheckTarget, folderTargets } from '../sessions/flow/targets/checkTargets.js';
import type { ToolRunner } from '../tools/toolTable.js';
import { type ServerConnection, tell } from './connection.js';
import { pathOf, proseFilesIn } from './files.js';
import type { FlowFeature } from './flow/flowFeature.js';
import { type ProposalRequest, proposalCommands, type Proposing } from './flow/flowActions.js';

export interface CommandDependencies {
  readonly flow: FlowFeature;
  readonly folders: () => readonly string[];
  readonly tools: Pick<ToolRunner, 'run'>;
  readonly connection: Pick<ServerConnection, 'sendNotification' | 'workspace'>;
}

/** What a command works with. */
interface Task {
  /** The first of the command's arguments, from another process. */
  readonly argument: unknown;
  readonly progress: WorkDoneProgressReporter;
  readonly token: CancellationToken;
}

type Command = (task: Task) => Promise<unknown>;

/** The commands that a client can run, by their names in VS Code. */
export class ServerCommands {
  readonly #commands: Readonly<Record<string, Command>>;

  constructor(private readonly dependencies: CommandDependencies) {
    this.#commands = {
      'cloze.flow.check': (task) => this.#check([{ uri: uriOf(task.argument) }], task),
      'cloze.flow.checkFolder': (task) => this.#checkFolder(task),
      'cloze.flow.clear': () => this.#clear(),
      'cloze.labels.classify': (task) => this.#classify(task),
      [proposalCommands.reorder]: (task) => this.#propose('reorder', task),
      [proposalCommands.link]: (task) => this.#propose('link', task),
    };
  }

  get names(): string[] {
    return Object.keys(this.#commands);
  }

  /** Carries out a command. Rejects with a `ClozeError`. */
  async run(
    { command, arguments: given }: ExecuteCommandParams,
    progress: WorkDoneProgressReporter,
    token: CancellationToken,
  ): Promise<unknown> {
    const known = this.#commands[command];
    if (known === undefined) throw refused(`"${command}" is not a command. Commands: ${this.names.join(', ')}.`);
    return known({ argument: given?.[0], progress, token });
  }

  async #checkFolder(task: Task): Promise<unknown> {
    const { argument } = task;
    const folder = argument === undefined ? this.dependencies.folders()[0] : uriOf(argument);
    if (folder === undefined) throw refused('Name a folder: {"uri": "file:///…"}.');
    const { targets, note } = folderTargets(await proseFilesIn(folder), pathOf(folder) ?? folder, t);
    if (note !== undefined) this.#tell(note);
    return targets.length === 0 ? { message: note } : this.#check(targets, task);
  }

  async #check(targets: readonly CheckTarget[], { progress, token }: Task): Promise<unknown> {
    const { session } = this.dependencies.flow;
    const run = session.checkOf(targets);
    let done = 0;
    progress.begin(t('Cloze: checking flow'), 0, undefined, true);
    try {
      await run.run((increment, message) => {
        done = Math.min(100, done + increment);
        if (message === undefined) progress.report(Math.round(done));
        else progress.report(Math.round(done), message);
      }, token);
    } finally {
      progress.done();
    }
    const message = [run.outcome?.message, ...session.newLacks().map(({ reason }) => reason)].filter(Boolean).join(' ');
    this.#tell(message);
    return { message };
  }

  /** Labels texts or files; the argument is what the tool `cloze_classify` takes, whose result is the answer. */
  async #classify({ argument, progress, token }: Task): Promise<unknown> {
    progress.begin(t('Cloze: classifying'), 0, undefined, true);
    try {
      const report = (done: number, total: number, message: string): void => progress.report(Math.round((100 * done) / total), message);
      return await this.dependencies.tools.run('cloze_classify', argument, { token, report });
    } finally {
      progress.done();
    }
  }

  #clear(): Promise<undefined> {
    this.dependencies.flow.session.results.clear();
    return Promise.resolve(undefined);
  }

  async #propose(kind: Proposing, { argument, progress, token }: Task): Promise<undefined> {
    const { flow, connection } = this.dependencies;
    progress.begin(
      kind === 'reorder' ? t('Cloze: looking for a better place') : t('Cloze: writing a linking sentence'),
      undefined,
      undefined,
      true,
    );
    try {
      const found = await flow.actions.proposal({ ...proposalOf(argument), kind }, token);
      if (typeof found === 'string') this.#tell(found);
      else if (found !== undefined) await connection.workspace.applyEdit(found);
      return undefined;
    } finally {
      progress.done();
    }
  }

  #tell(message: string): void {
    if (message !== '') tell(this.dependencies.connection, message);
  }
}

function uriOf(argument: unknown): string {
  const uri = typeof argument === 'object' && argument !== null && 'uri' in argument ? argument.uri : argument;
  if (typeof uri === 'string') return uri;
  throw refused('Name a document or a folder: {"uri": "file:///…"}.');
}

function proposalOf(argument: unknown): Omit<ProposalRequest, 'kind'> {
  const { offset } = (argument ?? {}) as Partial<Record<keyof ProposalRequest, unknown>>;
  if (typeof offset !== 'number') throw refused('Name a sentence: {"uri": "file:///…", "offset": 120}.');
  return { uri: uriOf(argument), offset };
}

function refused(message: string): ClozeError {
  return new ClozeError({ code: 'bad-request', message });
}
