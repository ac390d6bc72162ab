import { PbfWriter } from 'pbf';
import { elementTypes, type Attribute, type Initializer, type OnnxModel, type OnnxNode, type Subgraph, type ValueInfo } from './model.js';

/** The operator sets that the graphs are written against. */
export const opsets = { '': 21, 'com.microsoft': 1 } as const;

const irVersion = 10;

/** Encodes a model as an ONNX `ModelProto`. Field numbers are those of onnx.proto3. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, irVersion);
  pbf.writeStringField(2, 'cloze');
  pbf.writeMessage(7, writeGraph, model);
  for (const [domain, version] of Object.entries(opsets)) {
    pbf.writeMessage(8, writeOpset, { domain, version });
  }
  return pbf.finish();
}

function writeOpset(opset: { domain: string; version: number }, pbf: PbfWriter): void {
  pbf.writeStringField(1, opset.domain);
  pbf.writeVarintField(2, opset.version);
}

function writeGraph(model: OnnxModel, pbf: PbfWriter): void {
  for (const node of model.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, 'graph');
  for (const initializer of model.initializers) pbf.writeMessage(5, writeTensor, initializer);
  for (const input of model.inputs) pbf.writeMessage(11, writeValueInfo, input);
  for (const output of model.outputs) pbf.writeMessage(12, writeValueInfo, output);
}

function writeNode(node: OnnxNode, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input);
  for (const output of node.outputs) pbf.writeStringField(2, output);
  pbf.writeStringField(3, node.outputs[0] ?? node.opType);
  pbf.writeStringField(4, node.opType);
  for (const [name, value] of Object.entries(node.attributes)) {
    pbf.writeMessage(5, writeAttribute, { name, value });
  }
  pbf.writeStringField(7, node.domain);
}

/** The type and shape of the result are left out: the runtime finds them. */
function writeSubgraph({ nodes, result }: Subgraph, pbf: PbfWriter): void {
  for (const node of nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, 'subgraph');
  pbf.writeMessage(12, (name, output) => output.writeStringField(1, name), result);
}

const attributeType = { float: 1, int: 2, string: 3, graph: 5, ints: 7 } as const;

function writeAttribute({ name, value }: { name: string; value: Attribute }, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'number') {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, attributeType.int);
  } else if (typeof value === 'string') {
    pbf.writeBytesField(4, new TextEncoder().encode(value));
    pbf.writeVarintField(20, attributeType.string);
  } else if ('float' in value) {
    pbf.writeFloatField(2, value.float);
    pbf.writeVarintField(20, attributeType.float);
  } else if ('subgraph' in value) {
    pbf.writeMessage(6, writeSubgraph, value.subgraph);
    pbf.writeVarintField(20, attributeType.graph);
  } else {
    for (const int of value) pbf.writeVarintField(8, int);
    pbf.writeVarintField(20, attributeType.ints);
  }
}

function writeTensor(tensor: Initializer, pbf: PbfWriter): void {
  for (const dimension of tensor.shape) pbf.writeVarintField(1, dimension);
  pbf.writeVarintField(2, elementTypes[tensor.type]);
  pbf.writeStringField(8, tensor.name);
  if (tensor.data.kind === 'inline') {
    pbf.writeBytesField(9, tensor.data.bytes);
    return;
  }
  const { file, offset, length } = tensor.data;
  for (const [key, value] of Object.entries({ location: file, offset: String(offset), length: String(length) })) {
    pbf.writeMessage(13, writeStringEntry, { key, value });
  }
  pbf.writeVarintField(14, 1); // DataLocation.EXTERNAL
}

function writeStringEntry(entry: { key: string; value: string }, pbf: PbfWriter): void {
  pbf.writeStringField(1, entry.key);
  pbf.writeStringField(2, entry.value);
}

function writeValueInfo(info: ValueInfo, pbf: PbfWriter): void {
  pbf.writeStringField(1, info.name);
  pbf.writeMessage(2, (value, type) => type.writeMessage(1, writeTensorType, value), info);
}

function writeTensorType(info: ValueInfo, pbf: PbfWriter): void {
  pbf.writeVarintField(1, elementTypes[info.type]);
  pbf.writeMessage(2, writeShape, info.shape);
}

function writeShape(shape: readonly (number | string)[], pbf: PbfWriter): void {
  for (const dimension of shape) pbf.writeMessage(1, writeDimension, dimension);
}

function writeDimension(dimension: number | string, pbf: PbfWriter): void {
  if (typeof dimension === 'number') pbf.writeVarintField(1, dimension);
  else pbf.writeStringField(2, dimension);
}
