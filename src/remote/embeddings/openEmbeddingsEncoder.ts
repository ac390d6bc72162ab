import type { EncoderArchitecture } from '../../engine/graph/architectures/encoder.js';
import type { Checkpoint } from '../../engine/models/checkpoint.js';
import type { Encoder } from '../../engine/runtime/encoder.js';
import { loadTokenizer } from '../../engine/tokenizer/loadTokenizer.js';
import { specialTokens } from '../../engine/tokenizer/specialTokens.js';
import { checkTokenizerFile } from '../../engine/tokenizer/tokenizerFile.js';
import { systemPause } from '../../network/systemPause.js';
import type { ServerConnection } from '../server/serverConnection.js';
import type { Patience } from '../server/patiently.js';
import { ServerFailure } from '../server/serverFailure.js';
import { EmbeddingsEncoder } from './embeddingsEncoder.js';
import { type EmbeddingsInfo, EmbeddingsServer } from './embeddingsServer.js';

/** Numbers, letters and signs: tokenizers differ in these. */
const sample = 'Once upon a time, there were 12 boats in the harbour’s mouth.';

const usualPatience: Patience = { ...systemPause, tries: 6 };

/**
 * The encoder of a server of Text Embeddings Inference, with the tokenizer of the checkpoint here.
 * @throws ServerFailure where the server's model makes other tokens of a text than this checkpoint
 */
export async function openEmbeddingsEncoder(
  connection: ServerConnection,
  info: EmbeddingsInfo,
  checkpoint: Checkpoint,
  architecture: EncoderArchitecture,
  patience: Patience = usualPatience,
): Promise<Encoder> {
  const server = new EmbeddingsServer(connection, info, patience);
  const files = await checkpoint.tokenizerJson();
  const file = checkTokenizerFile(files.tokenizer);
  const { vocabularySize } = architecture.shape;
  const tokenizer = loadTokenizer(files.tokenizer, files.config, vocabularySize);
  const [theirs, ours] = [await server.tokenize(sample), tokenizer.encode(sample)];
  if (theirs.join() !== ours.join()) {
    const message = `${connection.address.host} has the model "${info.model_id}", whose tokens are not those of "${checkpoint.name}". Name the same model with --encoder or --classifier, or start the server with this one.`; // prettier-ignore
    throw new ServerFailure('refused', message);
  }
  const special = specialTokens(file, files.config, vocabularySize);
  return new EmbeddingsEncoder({ name: checkpoint.name, host: connection.address.host, server, architecture, special, tokenizer });
}
