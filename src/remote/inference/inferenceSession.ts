import * as v from 'valibot';
import type { CancellationToken } from '../../common/cancellation.js';
import type { EncoderArchitecture } from '../../engine/graph/architectures/encoder.js';
import { loadRuntime, type Feeds, type Outputs, type Session, type Tensor } from '../../engine/runtime/session.js';
import { has } from '../completions/serverKind.js';
import { systemPause } from '../../network/systemPause.js';
import { InFlight } from '../server/inFlight.js';
import { patiently, type Patience } from '../server/patiently.js';
import type { SentBytes, ServerConnection } from '../server/serverConnection.js';
import { brokenAnswer, ServerFailure } from '../server/serverFailure.js';
import { type ExpectedOutput, expectedOutputs } from './encoderOutputs.js';
import {
  datatypeOf,
  type Datatype,
  jsonBody,
  ProtocolError,
  requestBody,
  responseOutputs,
  valuesOf,
  type WireTensor,
} from './tensorData.js';

const metadata = v.object({
  inputs: v.array(v.object({ name: v.string() })),
  outputs: v.array(v.object({ name: v.string() })),
});

/** What the server itself can do; MLServer has no extension for bytes. */
const serverMetadata = v.object({ name: v.optional(v.string()), extensions: v.optional(v.array(v.string())) });

const types: Readonly<Record<Datatype, 'float32' | 'float16' | 'int64' | 'int32'>> = {
  FP32: 'float32',
  FP16: 'float16',
  INT64: 'int64',
  INT32: 'int32',
};

/** What a session asks of a server works with. */
export interface InferenceOptions {
  /** What the graph was exported from. */
  readonly architecture: EncoderArchitecture;
  readonly patience?: Patience;
  readonly inFlight?: InFlight;
}

const usualPatience: Patience = { ...systemPause, tries: 6 };

/** Busy (429), or a replica that is being started or replaced, as servers and balancers say it. */
const passing = [424, 429, 502, 503, 504];

/** Tokens of a request: a server's device wants more at once than a processor's caches hold. */
const maxTokens = 1024;

/** An answer of so many bytes counts as one of those that are under way; a larger one as several. */
const answerBytes = 4 * 2 ** 20;

/** Bytes of what stands around an answer's values. */
const aroundAnswer = 2 ** 20;

/** Characters that a value takes in JSON at most, with what parts it from the next. */
const jsonCharacters = 28;

/**
 * An encoder's graph that runs on a server of the Open Inference Protocol (version 2 over REST). Values are sent as bytes where the server
 * takes them, else as JSON; outputs are matched by their names, and those that would be empty are not asked for. Many runs can be under way
 * at the same time. Where the server is busy, or was lost, it is asked again.
 * @throws ServerFailure where the server is away, not ready, or does not have the model
 */
export async function openInferenceSession(
  connection: ServerConnection,
  model: string,
  { architecture, patience = usualPatience, inFlight = new InFlight() }: InferenceOptions,
): Promise<Session> {
  const path = `/v2/models/${encodeURIComponent(model)}`;
  const { host } = connection.address;
  const found = v.safeParse(metadata, await known(connection, path, model));
  if (!found.success) throw brokenAnswer(host, 'it is no model of the Open Inference Protocol');
  const [inputs, outputs] = [found.output.inputs, found.output.outputs].map((all) => all.map(({ name }) => name)) as [string[], string[]];
  if (!(await isReady(connection, path))) throw notReady(host, model);
  const about = await has(connection, '/v2', serverMetadata);
  const takesBytes = about?.extensions?.includes('binary_tensor_data') === true || about?.name === 'OpenVINO Model Server';
  const { Tensor: RuntimeTensor } = await loadRuntime();
  const passes = (failure: ServerFailure): boolean => {
    if (failure.status === 429 || failure.status === 503) inFlight.isBusy();
    return failure.isLost || passing.includes(failure.status ?? 0);
  };
  return {
    weightBytes: 0,
    capacity: { runs: inFlight.most, tokens: maxTokens },
    async run(feeds: Feeds, unwanted = [], cancel?: CancellationToken): Promise<Outputs> {
      const missing = Object.keys(feeds).filter((name) => !inputs.includes(name));
      if (missing.length > 0) throw otherGraph(host, model, missing);
      const expected = [...expectedOutputs(feeds, architecture)].filter(([name]) => outputs.includes(name) && !unwanted.includes(name));
      const values = expected.reduce((sum, [, { count }]) => sum + count, 0);
      const bytes = values * (takesBytes ? 8 : jsonCharacters);
      const sent = Object.entries(feeds).map(wireTensor);
      const wanted = expected.map(([name]) => name);
      try {
        const request = takesBytes ? withBytes(sent, wanted) : asJson(sent, wanted);
        const ask = (): ReturnType<ServerConnection['postBytes']> =>
          connection.postBytes(`${path}/infer`, request, { cancel, maxBytes: aroundAnswer + bytes });
        const patient = (): ReturnType<ServerConnection['postBytes']> => patiently(patience, cancel, passes, ask);
        const answer = await inFlight.run(patient, { size: Math.ceil(bytes / answerBytes), cancel });
        const length = answer.headers['inference-header-content-length'];
        const told = responseOutputs(answer.bytes, length === undefined ? undefined : Number(length));
        const tensorOf = (name: string, { datatype, count }: ExpectedOutput): Tensor => {
          const tensor = told.get(name);
          if (tensor === undefined) throw new ProtocolError(`"${name}" is not there`);
          if (tensor.datatype !== datatype) throw new ProtocolError(`"${name}" is ${tensor.datatype} and not ${datatype}`);
          const data = valuesOf(tensor);
          if (data.length !== count) throw new ProtocolError(`"${name}" has ${data.length} values where ${count} were asked for`);
          if (data instanceof Float32Array && !data.every(Number.isFinite)) throw new ProtocolError(`"${name}" has what is no number`);
          return new RuntimeTensor(types[datatype], data as Float32Array, tensor.shape);
        };
        return Object.fromEntries(expected.map(([name, output]) => [name, tensorOf(name, output)]));
      } catch (error) {
        if (error instanceof ProtocolError) throw brokenAnswer(host, error.message, error);
        if (error instanceof ServerFailure && saysGone(error)) throw isGone(host, model, error);
        throw error;
      }
    },
    dispose: () => connection.close(),
  };
}

function withBytes(inputs: readonly WireTensor[], outputs: readonly string[]): SentBytes {
  const { headerLength, body } = requestBody(inputs, outputs);
  return { type: 'application/octet-stream', headers: { 'inference-header-content-length': String(headerLength) }, bytes: body };
}

function asJson(inputs: readonly WireTensor[], outputs: readonly string[]): SentBytes {
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(jsonBody(inputs, outputs))) };
}

async function known(connection: ServerConnection, path: string, model: string): Promise<unknown> {
  try {
    return await connection.get(path);
  } catch (error) {
    if (!(error instanceof ServerFailure) || (error.status !== 404 && error.status !== 400)) throw error;
    throw new ServerFailure(
      'refused',
      `${connection.address.host} has no model "${model}". Export it with "cloze export --oip DIR" and put it into the server’s repository.`,
      { status: error.status },
      { cause: error },
    );
  }
}

/** The protocol has a place for this; a server without it is asked all the same. */
async function isReady(connection: ServerConnection, path: string): Promise<boolean> {
  try {
    const said = await connection.getBytes(`${path}/ready`);
    // Some say it by the status alone, others in what they say, too.
    return !/"ready"\s*:\s*false/.test(Buffer.from(said).toString('latin1'));
  } catch (error) {
    if (!(error instanceof ServerFailure) || error.status === undefined) throw error;
    return error.status === 404 || error.status === 405;
  }
}

function notReady(host: string, model: string): ServerFailure {
  return new ServerFailure('passing', `${host} has the model "${model}", and is not ready with it. Try again later, or see its log.`);
}

/** Triton answers 400 to what it does not have. */
function saysGone({ status, message }: ServerFailure): boolean {
  return status === 404 || (status === 400 && /unknown model|not found|no available version/i.test(message));
}

function isGone(host: string, model: string, cause: ServerFailure): ServerFailure {
  const message = `${host} no longer has the model "${model}": it was taken from the server while Cloze used it. Load it there again.`;
  return new ServerFailure('refused', message, { status: 404 }, { cause });
}

function otherGraph(host: string, model: string, names: readonly string[]): ServerFailure {
  return new ServerFailure(
    'refused',
    `The model "${model}" of ${host} has no input ${names.map((name) => `"${name}"`).join(', ')}: it is not what this version of Cloze exports. Export it again with "cloze export --oip DIR".`,
  );
}

function wireTensor([name, { type, dims, data }]: [string, Tensor]): WireTensor {
  const { buffer, byteOffset, byteLength } = data as Float32Array;
  return { name, datatype: datatypeOf(type), shape: dims, data: new Uint8Array(buffer, byteOffset, byteLength) };
}
