import { describe, expect, test } from 'vitest';
import { GraphBuilder, type Value } from '../../../../../src/engine/graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../../../../src/engine/graph/onnx/model.js';

/** The kinds of the nodes, those of branches in brackets behind theirs. */
function kinds(nodes: readonly OnnxNode[]): string[] {
  return nodes.flatMap(({ opType, attributes }) => {
    const branches = Object.values(attributes).flatMap((value) =>
      typeof value === 'object' && 'subgraph' in value ? [`(${kinds(value.subgraph.nodes).join(' ')})`] : [],
    );
    return [opType, ...branches];
  });
}

function setUp(): { graph: GraphBuilder; x: Value; condition: Value } {
  const graph = new GraphBuilder();
  return { graph, x: graph.input('x', 'float32', [1]), condition: graph.input('c', 'bool', []) };
}

describe('Each node of a choice is written into its branch', () => {
  test('also where a branch waits while others write', async () => {
    const { graph, x, condition } = setUp();
    let goOn = (): void => undefined;
    const slow = graph.choose(
      condition,
      async (branch) => {
        await new Promise<void>((resolve) => (goOn = resolve));
        return branch.op('Neg', [x]);
      },
      (branch) => branch.op('Abs', [x]),
    );
    graph.op('Exp', [x]);
    const quick = graph.choose(
      condition,
      (branch) => branch.op('Sqrt', [x]),
      (branch) => branch.op('Log', [x]),
    );
    await quick;
    goOn();
    await slow;
    expect(kinds(graph.build().nodes)).toEqual(['Exp', 'If', '(Sqrt)', '(Log)', 'If', '(Neg)', '(Abs)']);
  });

  test('a choice within a choice', async () => {
    const { graph, x, condition } = setUp();
    const same = (branch: GraphBuilder): Value => branch.op('Identity', [x]);
    await graph.choose(condition, (branch) => branch.choose(condition, (inner) => inner.op('Neg', [x]), same), same);
    expect(kinds(graph.build().nodes)).toEqual(['If', '(If (Neg) (Identity))', '(Identity)']);
  });

  test('one that comes after the end of its branch is refused', async () => {
    const { graph, x, condition } = setUp();
    let late: GraphBuilder | undefined;
    const write = (branch: GraphBuilder): Value => (late = branch).op('Neg', [x]);
    await graph.choose(condition, write, (branch) => branch.op('Abs', [x]));
    expect(() => late?.op('Exp', [x])).toThrow('too late');
  });

  test('names are unique and constants are shared over all branches', async () => {
    const { graph, x, condition } = setUp();
    const plusOne = (branch: GraphBuilder): Value => branch.op('Add', [x, branch.floats([1])]);
    await graph.choose(condition, plusOne, plusOne);
    const { nodes, initializers } = graph.build();
    const names = JSON.stringify(nodes).match(/"outputs":\["[^"]+"\]/g) ?? [];
    expect([new Set(names).size, names.length, initializers.length]).toEqual([3, 3, 1]);
  });
});
