import { toJsonSchema } from '@valibot/to-json-schema';
import { checkedRequest } from '../common/checkedRequest.js';
import { badRequest } from '../common/badRequest.js';
import type { EngineApi } from '../common/engineApi.js';
import { FlowChecker } from '../sessions/flow/check/flowChecker.js';
import { classifyTool } from './classifyTool.js';
import { compareTool } from './compareTool.js';
import { continueTool } from './continueTool.js';
import { flowTool } from './flowTool.js';
import { surprisalTool } from './surprisalTool.js';
import type { Tool, ToolContext } from './tool.js';
import { wordsTool } from './wordsTool.js';

/** All that agents can have Cloze do. */
export const tools: readonly Tool[] = [flowTool, surprisalTool, wordsTool, continueTool, classifyTool, compareTool];

/** What a tool takes, as JSON Schema. */
export function inputSchema({ input }: Tool): object {
  // A schema that JSON Schema has no words for is checked when the tool runs.
  const schema = Object.entries(toJsonSchema(input, { typeMode: 'input', errorMode: 'ignore' }));
  return { ...Object.fromEntries(schema.filter(([key]) => key !== '$schema')), additionalProperties: false };
}

/** What a call of a tool has beside its input. */
export type ToolCall = Pick<ToolContext, 'token' | 'report'>;

/** Runs tools with one engine, and remembers what was measured. */
export class ToolRunner {
  readonly #checker: FlowChecker;

  constructor(
    private readonly engine: EngineApi,
    private readonly readFile: ToolContext['readFile'],
  ) {
    this.#checker = new FlowChecker((request, token) => engine.ratePairs(request, token));
  }

  /** Runs a tool with an input that is checked first. Rejects with a `ClozeError`. */
  async run(name: string, input: unknown, call: ToolCall): Promise<object> {
    const found = tools.find((each) => each.name === name);
    if (found === undefined) throw badRequest(`There is no tool "${name}". Tools: ${tools.map((each) => each.name).join(', ')}.`);
    const checked = checkedRequest(found.input, input);
    return found.run(checked, { ...call, engine: this.engine, checker: this.#checker, readFile: this.readFile });
  }
}
