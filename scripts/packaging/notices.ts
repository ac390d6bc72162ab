import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../paths.js';
import { bundleAll } from './bundle.js';
import { embeddedModels } from './embeddedModels.js';

export const noticesFile = 'THIRD_PARTY_NOTICES.md';

/** Packages that are delivered as they are, beside the bundles. */
const wholePackages = ['onnxruntime-common', 'onnxruntime-node'];

/** The notices for what is in the package now: found in the bundles, not listed by hand. */
export async function renderNotices(): Promise<string> {
  const packages = [...new Set([...(await bundledPackages()), ...wholePackages])].sort();
  const notices = await Promise.all(packages.map(packageNotice));
  const models = await Promise.all((await embeddedModels()).map(modelNotice));
  const linked = await linkedNoticesFile();
  return `# Third-party notices

Cloze contains the work of others. This file is written by \`npm run notices\` from what the package holds.

## Models

${models.join('\n')}

## Programs

What is linked into the binaries of onnxruntime-node has notices of its own, as its makers give them out: [${linked}](${linked}).

${notices.join('\n')}`;
}

/**
 * The file of the notices for what is linked into onnxruntime's binaries. The npm package does not carry it, so that it lies here, under
 * the version that it is of: it is ThirdPartyNotices.txt of that release, which its other packages have.
 */
export async function linkedNoticesFile(): Promise<string> {
  const { version } = JSON.parse(await readFile(inRoot('node_modules/onnxruntime-node/package.json'), 'utf8')) as { version: string };
  const file = `THIRD_PARTY_NOTICES.onnxruntime-${version}.txt`;
  if (existsSync(inRoot(file))) return file;
  throw new Error(
    `${file} is missing: save the ThirdPartyNotices.txt of onnxruntime ${version} under this name, and remove the older one.`,
  );
}

async function bundledPackages(): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cloze-notices-'));
  try {
    const bundles = await bundleAll({ production: true, packaged: true, folder });
    return bundles.flatMap(({ inputs }) => inputs).flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function packageNotice(name: string): Promise<string> {
  const folder = inRoot('node_modules', name);
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
  const licenceFile = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  const text = licenceFile === undefined ? unwrittenLicence(name) : await readFile(path.join(folder, licenceFile), 'utf8');
  return `### ${name} ${manifest.version} (${manifest.license})\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`;
}

/** Who wrote the packages that name the MIT licence but do not carry its text. */
const unwritten: readonly (readonly [RegExp, string])[] = [
  [/^onnxruntime-/, 'Microsoft Corporation'],
  // The package names no author; it comes with Hugging Face's own and is used by nothing else of ours.
  [/^gearhash-jit$/, 'The authors of gearhash-jit'],
];

function unwrittenLicence(name: string): string {
  const author = unwritten.find(([names]) => names.test(name))?.[1];
  if (author === undefined) throw new Error(`${name} carries no licence text; its notice must be found by hand.`);
  return `MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}

/** A model's licence lies beside its weights; its card says where it comes from and what was changed. */
async function modelNotice(name: string): Promise<string> {
  const card = await readFile(inRoot('models', name, 'MODEL_CARD.md'), 'utf8');
  const licence = /^\|\s*licen[cs]e\s*\|\s*([^|(]+)/im.exec(card)?.[1]?.trim();
  if (licence === undefined) throw new Error(`The card of ${name} has no row "licence".`);
  return `- \`${name}\`: ${licence}. Text: \`models/${name}/LICENSE\`; origin and changes: \`models/${name}/MODEL_CARD.md\`.`;
}
