import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { embeddedModel } from '../../model/complete/embeddedModel.js';
import { askAll } from './conformance.js';
import { engineOver } from './engineOver.js';
import { type Recording, startRecorder } from './exchanges.js';

/**
 * Records what a real server answers to all that the conformance tests ask, so that they need no server:
 * npx tsx test/util/servers/record.ts URL FILE "llama-cpp-python 0.3.36 --logits_all true"
 * The server has to serve the embedded model by its name (--model_alias smollm2-135m-instruct): its GGUF file is that of models/training/README.md.
 */
const [url = '', file = '', name = ''] = process.argv.slice(2);
if (url === '' || file === '' || name === '') {
  console.error('npx tsx test/util/servers/record.ts URL FILE "SERVER VERSION OPTIONS"');
  process.exit(2);
}
const { server, exchanges } = await startRecorder(url);
const cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-record-'));
const choice = { url: server.url, model: embeddedModel.causalModel, tokenizer: embeddedModel.causalModel };
const engine = engineOver(choice, { ...embeddedModel, cacheFolder });
try {
  await askAll(engine);
  const recording: Recording = { server: name, recorded: new Date().toISOString().slice(0, 10), exchanges };
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(recording, null, 1)}\n`);
  console.error(`${exchanges.length} answers of ${name} are in ${file}.`);
} finally {
  await engine.dispose();
  await server.close();
  await rm(cacheFolder, { recursive: true });
}
