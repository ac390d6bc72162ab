import { halvesOf } from './halves.js';
import {
  type Attribute,
  elementTypes,
  type ElementType,
  type Initializer,
  type OnnxModel,
  type OnnxNode,
  type StoredData,
  type Subgraph,
  type ValueInfo,
} from './model.js';

/** The name of a value in the graph under construction. The brand keeps plain strings out. */
export type Value = string & { readonly __value: never };

/** An input that is left out; ONNX writes it as an empty name. */
export const absent = '' as Value;

/** What a graph calculates with: half precision takes half the memory and time on a device that has it. */
export type FloatType = 'float32' | 'float16';

/** Writes one branch of a choice. */
export type WriteBranch = (branch: GraphBuilder) => Value | Promise<Value>;

/** What a graph and the branches in it have in common. */
class Whole {
  readonly initializers: Initializer[] = [];
  readonly inputs: ValueInfo[] = [];
  readonly outputs: ValueInfo[] = [];
  /** Final names of the values that are outputs. */
  readonly names = new Map<string, string>();
  readonly constants = new Map<string, Value>();
  nodes = 0;
}

/**
 * Collects nodes, initializers, inputs and outputs in the order in which they are made, which is a topological order.
 * Each branch of a choice has a builder of its own for its nodes; the rest belongs to the whole graph, whichever of its builders is asked.
 */
export class GraphBuilder {
  readonly #nodes: OnnxNode[] = [];
  #isFinished = false;

  /** @param floatType what the graph calculates with, and what its weights and constants that are numbers are */
  constructor(
    readonly floatType: FloatType = 'float32',
    private readonly whole: Whole = new Whole(),
  ) {}

  input(name: string, type: ElementType, shape: readonly (number | string)[]): Value {
    this.whole.inputs.push({ name, type, shape });
    return name as Value;
  }

  /** Gives the result of a node the name by which a caller of the session asks for it. */
  output(value: Value, name: string, type: ElementType, shape: readonly (number | string)[]): void {
    if (this.whole.names.has(value)) throw new Error(`The value ${value} is an output already.`);
    this.whole.names.set(value, name);
    this.whole.outputs.push({ name, type, shape });
  }

  /** A weight: its bytes usually lie in a file beside the graph. */
  weight(name: string, type: ElementType, shape: readonly number[], data: StoredData): Value {
    if (data === 'known') return name as Value;
    this.whole.initializers.push({ name, type, shape, data });
    return name as Value;
  }

  /** A small int64 constant such as a shape or a list of axes. Equal constants share one initializer. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant(`i64:${shape.join('x')}:${values.join(',')}`, 'int64', shape, bytes);
  }

  /** A constant of the graph's type of numbers. Equal constants share one initializer. */
  floats(values: readonly number[] | Float32Array, shape: readonly number[] = [values.length]): Value {
    const exact = Float32Array.from(values);
    const bytes = new Uint8Array((this.floatType === 'float32' ? exact : halvesOf(exact)).buffer);
    return this.#constant(`float:${shape.join('x')}:${Buffer.from(bytes).toString('base64')}`, this.floatType, shape, bytes);
  }

  /** A result of the graph as float32, in which it leaves the graph. */
  asFloat32(value: Value): Value {
    return this.floatType === 'float32' ? value : this.op('Cast', [value], { to: elementTypes.float32 });
  }

  /** An input in float32 as the graph calculates with it. */
  fromFloat32(value: Value): Value {
    return this.floatType === 'float32' ? value : this.op('Cast', [value], { to: elementTypes[this.floatType] });
  }

  /** A float32 constant in a graph of either type, such as of places in a text. Equal constants share one initializer. */
  singles(values: readonly number[], shape: readonly number[] = [values.length]): Value {
    return this.#constant(`f32:${shape.join('x')}:${values.join(',')}`, 'float32', shape, new Uint8Array(Float32Array.from(values).buffer));
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

  /** The nodes so far, in topological order, by the names that values have while the graph is made. */
  get nodes(): readonly OnnxNode[] {
    return this.#nodes;
  }

  /**
   * What `chosen` gives where the condition, a bool, is true, and what `otherwise` gives elsewhere; only that one is computed. Each
   * writes nodes with the builder of its branch and returns the result of one of them.
   */
  async choose(condition: Value, chosen: WriteBranch, otherwise: WriteBranch): Promise<Value> {
    const branches = { then_branch: { subgraph: await this.#branch(chosen) }, else_branch: { subgraph: await this.#branch(otherwise) } };
    return this.op('If', [condition], branches);
  }

  build(): OnnxModel {
    const nodes = this.#nodes.map((node) => this.#renamed(node));
    return { nodes, initializers: this.whole.initializers, inputs: this.whole.inputs, outputs: this.whole.outputs };
  }

  #node(opType: string, domain: string, count: number, inputs: readonly Value[], attributes: Readonly<Record<string, Attribute>>): Value[] {
    if (this.#isFinished) throw new Error(`A node ${opType} comes too late: its branch of the graph is finished.`);
    const outputs = Array.from({ length: count }, () => `${opType}_${this.whole.nodes++}` as Value);
    this.#nodes.push({ opType, domain, inputs, outputs, attributes });
    return outputs;
  }

  async #branch(write: WriteBranch): Promise<Subgraph> {
    const branch = new GraphBuilder(this.floatType, this.whole);
    const result = await write(branch);
    branch.#isFinished = true;
    return { nodes: branch.#nodes, result };
  }

  /** The node with the final names of its values, also in its branches. */
  #renamed(node: OnnxNode): OnnxNode {
    const name = (value: string): string => this.whole.names.get(value) ?? value;
    const attributes = Object.entries(node.attributes).map(([key, value]): [string, Attribute] => {
      if (typeof value !== 'object' || !('subgraph' in value)) return [key, value];
      const { nodes, result } = value.subgraph;
      return [key, { subgraph: { nodes: nodes.map((each) => this.#renamed(each)), result } }];
    });
    return { ...node, inputs: node.inputs.map(name), outputs: node.outputs.map(name), attributes: Object.fromEntries(attributes) };
  }

  #constant(key: string, type: ElementType, shape: readonly number[], bytes: Uint8Array): Value {
    const known = this.whole.constants.get(key);
    if (known !== undefined) return known;
    const value = this.weight(`constant_${this.whole.constants.size}`, type, shape, { kind: 'inline', bytes });
    this.whole.constants.set(key, value);
    return value;
  }
}
