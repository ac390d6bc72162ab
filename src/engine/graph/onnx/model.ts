/** The parts of ONNX that Cloze writes, as plain data. Names follow onnx.proto (https://onnx.ai/onnx/repo-docs/IR.html). */

/** `TensorProto.DataType`, by the names that onnxruntime's JavaScript API uses. */
export const elementTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  bfloat16: 16,
} as const;

export type ElementType = keyof typeof elementTypes;

/** Bytes that one element of each type takes in raw data. */
export const elementBytes: Record<ElementType, number> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
  bfloat16: 2,
};

/** Where the bytes of an initializer are: in the graph, or in a file beside it. */
export type TensorData =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | { readonly kind: 'external'; readonly file: string; readonly offset: number; readonly length: number };

/** The same, or 'known' where a weight of the same name is in the graph already. */
export type StoredData = TensorData | 'known';

export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** A graph input or output. A string in the shape names a dimension that varies from run to run. */
export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** `{ float: 1 }` writes a FLOAT attribute where a plain number writes an INT. */
export type Attribute = number | string | readonly number[] | { readonly float: number } | { readonly subgraph: Subgraph };

/** Nodes that run only when the node that holds them says so. They see all values of the graph around them. */
export interface Subgraph {
  readonly nodes: readonly OnnxNode[];
  readonly result: string;
}

export interface OnnxNode {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}
