import type { Attribute, ElementType, Initializer, OnnxModel, OnnxNode, Subgraph, TensorData, ValueInfo } from './model.js';

/** The name of a value in the graph under construction. The brand keeps plain strings out. */
export type Value = string & { readonly __value: never };

/** An input that is left out; ONNX writes it as an empty name. */
export const absent = '' as Value;

/** Collects nodes, initializers, inputs and outputs in the order in which they are made, which is a topological order. */
export class GraphBuilder {
  /** Those of the part that is being written: the graph, or one branch of a choice. */
  #nodes: OnnxNode[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  /** Final names of the values that are outputs. */
  readonly #names = new Map<string, string>();
  readonly #constants = new Map<string, Value>();
  #next = 0;

  input(name: string, type: ElementType, shape: readonly (number | string)[]): Value {
    this.#inputs.push({ name, type, shape });
    return name as Value;
  }

  /** Gives the result of a node the name by which a caller of the session asks for it. */
  output(value: Value, name: string, type: ElementType, shape: readonly (number | string)[]): void {
    if (this.#names.has(value)) throw new Error(`The value ${value} is an output already.`);
    this.#names.set(value, name);
    this.#outputs.push({ name, type, shape });
  }

  /** A weight: its bytes usually lie in a file beside the graph. */
  weight(name: string, type: ElementType, shape: readonly number[], data: TensorData): Value {
    this.#initializers.push({ name, type, shape, data });
    return name as Value;
  }

  /** A small int64 constant such as a shape or a list of axes. Equal constants share one initializer. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant(`i64:${shape.join('x')}:${values.join(',')}`, 'int64', shape, bytes);
  }

  /** A float32 constant. Equal constants share one initializer. */
  floats(values: readonly number[] | Float32Array, shape: readonly number[] = [values.length]): Value {
    const bytes = new Uint8Array(Float32Array.from(values).buffer);
    return this.#constant(`f32:${shape.join('x')}:${Buffer.from(bytes).toString('base64')}`, 'float32', shape, bytes);
  }

  /** A uint8 constant, such as a zero point. Equal constants share one initializer. */
  bytes(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    return this.#constant(`u8:${shape.join('x')}:${values.join(',')}`, 'uint8', shape, Uint8Array.from(values));
  }

  /** Adds a node of the standard domain with one output. */
  op(opType: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.ops(opType, 1, inputs, attributes)[0] as Value;
  }

  /** Adds a node of the standard domain with several outputs. */
  ops(opType: string, outputs: number, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value[] {
    return this.#node(opType, '', outputs, inputs, attributes);
  }

  /** Adds a node of ONNX Runtime's own domain (`com.microsoft`, docs/ContribOperators.md) with one output. */
  contrib(opType: string, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.contribs(opType, 1, inputs, attributes)[0] as Value;
  }

  /** Adds a node of ONNX Runtime's own domain with several outputs. */
  contribs(opType: string, outputs: number, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>> = {}): Value[] {
    return this.#node(opType, 'com.microsoft', outputs, inputs, attributes);
  }

  /**
   * What `chosen` gives where the condition, a bool, is true, and what `otherwise` gives elsewhere; only that one is computed. Each
   * writes nodes of its own and returns the result of one of them; weights and constants belong to the whole graph.
   */
  async choose(condition: Value, chosen: () => Promise<Value>, otherwise: () => Promise<Value>): Promise<Value> {
    const branches = { then_branch: { subgraph: await this.#branch(chosen) }, else_branch: { subgraph: await this.#branch(otherwise) } };
    return this.op('If', [condition], branches);
  }

  build(): OnnxModel {
    const nodes = this.#nodes.map((node) => this.#renamed(node));
    return { nodes, initializers: this.#initializers, inputs: this.#inputs, outputs: this.#outputs };
  }

  #node(opType: string, domain: string, count: number, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>>): Value[] {
    const outputs = Array.from({ length: count }, () => `${opType}_${this.#next++}` as Value);
    this.#nodes.push({ opType, domain, inputs, outputs, attributes });
    return outputs;
  }

  async #branch(write: () => Promise<Value>): Promise<Subgraph> {
    const around = this.#nodes;
    this.#nodes = [];
    const result = await write();
    const branch = { nodes: this.#nodes, result };
    this.#nodes = around;
    return branch;
  }

  /** The node with the final names of its values, also in its branches. */
  #renamed(node: OnnxNode): OnnxNode {
    const name = (value: string): string => this.#names.get(value) ?? value;
    const attributes = Object.entries(node.attributes).map(([key, value]): [string, Attribute] => {
      if (typeof value !== 'object' || !('subgraph' in value)) return [key, value];
      const { nodes, result } = value.subgraph;
      return [key, { subgraph: { nodes: nodes.map((each) => this.#renamed(each)), result } }];
    });
    return { ...node, inputs: node.inputs.map(name), outputs: node.outputs.map(name), attributes: Object.fromEntries(attributes) };
  }

  #constant(key: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): Value {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const value = this.weight(`constant_${this.#constants.size}`, type, shape, { kind: 'inline', bytes });
    this.#constants.set(key, value);
    return value;
  }
}
