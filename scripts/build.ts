import { bundleAll, watchAll } from './packaging/bundle.js';

/** npm run build [-- --production | --watch] */
const flags = new Set(process.argv.slice(2));
if (flags.has('--watch')) {
  await watchAll();
} else {
  const started = performance.now();
  const outputs = await bundleAll({ production: flags.has('--production') });
  const sizes = outputs.map(({ file, bytes }) => `${file} ${Math.ceil(bytes / 1024)} KiB`);
  console.log(`Built ${sizes.join(', ')} in ${Math.round(performance.now() - started)} ms.`);
}
