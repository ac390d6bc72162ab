/** A tensor of an answer. */
export interface SaidTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export interface SaidAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a kind of server says, as its documentation has it. */
export interface InferenceDialect {
  /** The answer to `/v2`. */
  readonly server: unknown;
  /** What stands in a model's metadata besides its tensors. */
  readonly about: Readonly<Record<string, unknown>>;
  /** The answer to a model's `/ready`, which has the status 200. */
  readonly ready: string;
  /** Whether requests have bytes. */
  readonly takesBytes: boolean;
  readonly answer: (model: string, tensors: readonly SaidTensor[]) => SaidAnswer;
  /** Statuses and bodies of failures, and what Cloze says of them. */
  readonly failures: readonly (readonly [string, number, string, RegExp])[];
}

/** Values after the JSON, each tensor with its size in its parameters. A text that nobody asked for stands between: bytes with their lengths. */
function inBytes(around: Readonly<Record<string, unknown>>): InferenceDialect['answer'] {
  return (_, tensors) => {
    const text = Buffer.from([4, 0, 0, 0, ...Buffer.from('note'), 0, 0, 0, 0]);
    const all = [
      { output: { name: 'notes', datatype: 'BYTES', shape: [2], parameters: { binary_data_size: text.length } }, bytes: text },
      ...tensors.map(({ name, shape, values }) => {
        const bytes = Buffer.from(Float32Array.from(values).buffer);
        return { output: { name, datatype: 'FP32', shape, parameters: { binary_data_size: bytes.length } }, bytes };
      }),
    ];
    const json = Buffer.from(JSON.stringify({ ...around, outputs: all.map(({ output }) => output) }));
    return {
      headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': String(json.length) },
      body: Buffer.concat([json, ...all.map(({ bytes }) => bytes)]),
    };
  };
}

function inJson(around: (model: string) => object, tensor: (said: SaidTensor) => object): InferenceDialect['answer'] {
  return (model, tensors) => ({
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ ...around(model), outputs: tensors.map((said) => ({ name: said.name, datatype: 'FP32', shape: said.shape, ...tensor(said) })) })), // prettier-ignore
  });
}

/** Rows as lists of their own. */
function nested(values: readonly number[], width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) => values.slice(row * width, (row + 1) * width));
}

export const inferenceDialects: Readonly<Record<string, InferenceDialect>> = {
  triton: {
    server: {
      name: 'triton',
      version: '2.60.0',
      extensions: ['classification', 'sequence', 'model_repository', 'binary_tensor_data', 'parameters', 'statistics', 'trace', 'logging'],
    },
    about: { versions: ['1'], platform: 'onnxruntime_onnx' },
    ready: '',
    takesBytes: true,
    answer: inBytes({ model_name: 'bert-pretraining', model_version: '1' }),
    failures: [
      ['a full queue', 503, '{"error":"Exceeds maximum queue size"}', /has trouble \(503\)\. It says: Exceeds maximum queue size\./],
      ['an input that does not fit', 400, '{"error":"unexpected shape for input \'input_ids\' for model \'bert-pretraining\'"}', /cannot do what it was asked \(400\)\. It says: unexpected shape/], // prettier-ignore
      ['a model that was unloaded', 400, '{"error":"Request for unknown model: \'bert-pretraining\' is not found"}', /no longer has the model "bert-pretraining"/], // prettier-ignore
      ['a model whose version was unloaded', 400, '{"error":"Request for unknown model: \'bert-pretraining\' has no available versions"}', /no longer has the model "bert-pretraining"/], // prettier-ignore
    ],
  },
  kserve: {
    server: { name: 'kserve', version: '0.15.0', extensions: ['model_repository_extension'] },
    about: { versions: null, platform: '' },
    ready: '{"name":"bert-pretraining","ready":true}',
    takesBytes: false,
    answer: inJson(
      (model) => ({ model_name: model, model_version: null, id: '42', parameters: null }),
      ({ values }) => ({ parameters: null, data: values }),
    ),
    failures: [
      ['a model that is loading', 503, '{"error":"Model with name bert-pretraining is not ready."}', /has trouble \(503\)\. It says: Model with name/], // prettier-ignore
      ['a model that is gone', 404, '{"error":"Model with name bert-pretraining does not exist."}', /no longer has the model/],
      ['a failure of the model', 500, '{"error":"InferenceError : out of memory"}', /has trouble \(500\)\. It says: InferenceError/],
      ['an address that is no model', 404, '{"detail":"Not Found"}', /no longer has the model/],
    ],
  },
  'kserve, with values nested as the shape is': {
    server: { name: 'kserve', version: '0.11.0', extensions: [] },
    about: {},
    ready: '{"name":"bert-pretraining","ready":true}',
    takesBytes: false,
    answer: inJson(
      (model) => ({ model_name: model }),
      ({ values, shape }) => ({ data: nested(values, shape.at(-1) ?? 1) }),
    ),
    failures: [],
  },
  'OpenVINO Model Server': {
    server: { name: 'OpenVINO Model Server', version: '2025.3' },
    about: { versions: ['1'], platform: 'OpenVINO' },
    ready: '',
    takesBytes: true,
    answer: inBytes({ model_name: 'bert-pretraining', model_version: '1' }),
    failures: [
      ['a model that is gone', 404, '{"error":"Model with requested name is not found"}', /no longer has the model/],
      ['a version that is gone', 404, '{"error":"Model with requested version is not found"}', /no longer has the model/],
      ['an input that does not fit', 400, '{"error":"Invalid number of shape dimensions"}', /\(400\)\. It says: Invalid number of shape/],
    ],
  },
  mlserver: {
    server: { name: 'mlserver', version: '1.7.1', extensions: [] },
    about: { versions: [], platform: '', parameters: {} },
    ready: '',
    takesBytes: false,
    answer: inJson(
      (model) => ({ model_name: model, id: 'a-b', parameters: {} }),
      ({ values }) => ({ parameters: { content_type: 'np' }, data: values }),
    ),
    failures: [
      ['a model that is gone', 404, '{"error":"Model bert-pretraining not found"}', /no longer has the model/],
      ['a failure of the model', 500, '{"error":"RuntimeError: [ONNXRuntimeError] : 1"}', /has trouble \(500\)\. It says: RuntimeError/],
      ['an input that it cannot read', 422, '{"error":"[{\\"type\\":\\"missing\\"}]"}', /cannot do what it was asked \(422\)/],
    ],
  },
};
