import { readCausalArchitecture } from '../../graph/architectures/registry.js';
import type { AdaptedLayer, LowRankAdapter } from '../../graph/blocks/lowRankInputs.js';
import { cacheType, causalNames } from '../../graph/causalGraph.js';
import { openCausalGraph } from '../../graph/graphCache.js';
import { onProcessor, type Precision } from '../../graph/graphContext.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import type { Decoder } from '../../runtime/decoder.js';
import { askedFeeds, type Node, tokenFeeds } from '../../runtime/decodingStep.js';
import { KeyValueStore } from '../../runtime/keyValueStore.js';
import { openSession, type Session, tensorFactory } from '../../runtime/session.js';
import { root, TokenTree } from '../../runtime/tokenTree.js';
import { TreeDecoder } from '../../runtime/treeDecoder.js';
import type { Token } from '../../tokenizer/token.js';
import { adapterFeeds, type LowerStates, type UpperOptions } from '../upperModel.js';
import { writerLayers } from './writerTrainingGraph.js';

/** A causal model whose upper layers take adapters. Each adapter has a decoder with a cache of its own; all share the weights. */
export interface AdaptedModel {
  readonly layers: readonly AdaptedLayer[];
  /** A decoder with an adapter. It ends with the model. */
  decoder(adapter: LowRankAdapter): Decoder;
  /** What goes into the first layer that takes adapters, [tokens · hidden]. One model step. */
  lowerStates(tokens: readonly Token[]): Promise<LowerStates>;
  dispose(): Promise<void>;
}

/** Opens a model with adapters as inputs of its layers from `below` on, on the processor. */
export async function openAdaptedModel(
  checkpoint: Checkpoint,
  below: number,
  precision: Precision,
  { threads, cacheFolder, log }: UpperOptions,
): Promise<AdaptedModel> {
  const layers = await writerLayers(checkpoint, below);
  const { shape } = readCausalArchitecture(checkpoint);
  const graph = { precision, target: onProcessor, output: 'distribution', adaptedFrom: below } as const;
  const session = await openCausalGraph(checkpoint, graph, { folder: cacheFolder, log }, (path) =>
    openSession(path, { device: 'cpu', threads }),
  );
  const tensors = await tensorFactory();
  const none: LowRankAdapter = { scale: 0, factors: new Map() };
  const unwanted = [...Object.values(causalNames)].filter((name) => name !== causalNames.lower);

  function sessionWith(adapter: LowRankAdapter): Session {
    const feeds = adapterFeeds(tensors, layers, adapter);
    return {
      weightBytes: 0,
      run: (given, left = []) => session.run({ ...given, ...feeds }, [...left, causalNames.lower]),
      // The session is all decoders'.
      dispose: () => Promise.resolve(),
    };
  }

  return {
    layers,
    decoder: (adapter) => new TreeDecoder(sessionWith(adapter), tensors, shape, cacheType(precision)),
    async lowerStates(tokens) {
      const nodes = tokens.map((token, at): Node => ({ token, position: at, base: root, after: at === 0 ? undefined : at - 1 }));
      const nothing = new KeyValueStore(shape, cacheType(precision));
      const outputs = await session.run(
        {
          ...tokenFeeds(tensors, shape, nothing, new TokenTree(), nodes),
          ...askedFeeds(tensors, { rows: [0], top: 1, rated: [[]], ranked: false }, shape.vocabularySize),
          ...adapterFeeds(tensors, layers, none),
        },
        unwanted,
      );
      return (outputs[causalNames.lower]?.data as Float32Array).slice();
    },
    dispose: () => session.dispose(),
  };
}
