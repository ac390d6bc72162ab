import { McpServer as SdkServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  RootsListChangedNotificationSchema,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { fileURLToPath } from 'node:url';
import { CancellationSource, type CancellationToken } from '../common/cancellation.js';
import { ClozeError } from '../common/clozeError.js';
import type { EngineApi } from '../common/engineApi.js';
import { internalError } from '../common/internalError.js';
import { inputSchema, ToolRunner, tools } from '../tools/toolTable.js';
import { type Readable, readToolFile } from './readableFolders.js';

export interface McpDependencies {
  readonly engine: EngineApi;
  readonly version: string;
  /** Folders that are named on the command line: where there are any, nothing outside them is read, whatever the client says. */
  readonly folders: readonly string[];
  /** The folder that relative paths start from where the client names none. */
  readonly workingFolder: string;
}

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The address of what the last tool found. */
export const reportUri = 'cloze://report/last';

/** Serves the tools to one agent by the Model Context Protocol. */
export class McpServer {
  /** What handlers are set on: the SDK's own tables of tools want schemas of another library. */
  readonly server: SdkServer['server'];
  readonly #runner: ToolRunner;
  #roots: Promise<readonly string[] | undefined> | undefined;
  #report: string | undefined;

  constructor(private readonly dependencies: McpDependencies) {
    const { engine, version } = dependencies;
    this.#runner = new ToolRunner(engine, async (file) => readToolFile(file, await this.#readable()));
    const capabilities = { tools: {}, resources: { listChanged: true } };
    const instructions =
      'Cloze measures prose with small language models on this computer: which sentences do not follow, which words surprise, which version reads more naturally. Its tools return numbers and places; they change nothing.';
    this.server = new SdkServer({ name: 'cloze', title: 'Cloze', version }, { capabilities, instructions }).server;
    this.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(listed) }));
    this.server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => this.#call(params.name, params.arguments ?? {}, extra));
    this.server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: this.#report === undefined ? [] : [resource] }));
    this.server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
      if (uri !== reportUri || this.#report === undefined) throw new Refusal(resourceNotFound, `There is no resource ${uri}.`, { uri });
      return { contents: [{ uri, mimeType: resource.mimeType, text: this.#report }] };
    });
    this.server.setNotificationHandler(RootsListChangedNotificationSchema, () => {
      this.#roots = undefined;
    });
  }

  async #call(name: string, input: object, extra: Extra): Promise<CallToolResult> {
    if (!tools.some((each) => each.name === name)) throw new Refusal(ErrorCode.InvalidParams, `There is no tool ${name}.`);
    try {
      const found = await this.#runner.run(name, input, { token: tokenOf(extra.signal), report: progressOf(extra) });
      const isFirst = this.#report === undefined;
      this.#report = JSON.stringify({ tool: name, result: found }, null, 2);
      if (isFirst) await this.server.sendResourceListChanged();
      return { content: [{ type: 'text', text: JSON.stringify(found) }], structuredContent: { ...found } };
    } catch (error) {
      const { message } = error instanceof ClozeError ? error : internalError(error);
      // The model reads what was wrong, and can do otherwise.
      return { isError: true, content: [{ type: 'text', text: message }] };
    }
  }

  async #readable(): Promise<Readable> {
    const { folders, workingFolder } = this.dependencies;
    const roots = await (this.#roots ??= this.#askRoots());
    const sets = [...(folders.length > 0 ? [folders] : []), ...(roots === undefined ? [] : [roots])];
    return { sets, base: roots?.[0] ?? folders[0] ?? workingFolder };
  }

  /** The folders that the client works in; `undefined` where it does not say. */
  async #askRoots(): Promise<readonly string[] | undefined> {
    if (this.server.getClientCapabilities()?.roots === undefined) return undefined;
    const { roots } = await this.server.listRoots();
    return roots.flatMap(({ uri }) => (uri.startsWith('file:') ? [fileURLToPath(uri)] : []));
  }
}

/** The protocol's code for a resource that is not there. */
const resourceNotFound = -32002;

/** What a request is refused with: the SDK's own error would put its number before the sentence, where each client puts it again. */
class Refusal extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: object,
  ) {
    super(message);
  }
}

const resource = {
  uri: reportUri,
  name: 'Last report',
  description: 'What the tool that ran last found, in full.',
  mimeType: 'application/json',
} as const;

function listed(tool: (typeof tools)[number]): object {
  const { name, title, description } = tool;
  return {
    name,
    title,
    description,
    inputSchema: inputSchema(tool),
    annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  };
}

function tokenOf(signal: AbortSignal): CancellationToken {
  const source = new CancellationSource();
  if (signal.aborted) source.cancel();
  else signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}

/** Tells a client that wants to know how far a tool is. What is told only grows, as the protocol wants it. */
function progressOf({ _meta, sendNotification, signal }: Extra): (done: number, total: number, message: string) => void {
  const progressToken = _meta?.progressToken;
  let last = -1;
  return (progress, total, message) => {
    if (progressToken === undefined || signal.aborted || progress <= last) return;
    last = progress;
    void sendNotification({ method: 'notifications/progress', params: { progressToken, progress, total, message } }).catch(() => undefined);
  };
}
