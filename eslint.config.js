import tseslint from 'typescript-eslint';

/** What each folder may not import. The table is in ARCHITECTURE.md; test/layers.test.ts checks the folders themselves. */
const noEditor = { group: ['vscode'], message: 'Only src/host, src/providers, src/extension.ts and src/loader.ts may use the editor.' };
const noNode = { group: ['node:*'], message: 'This folder runs anywhere: no Node modules.' };
const noRuntime = {
  group: ['onnxruntime-node', 'onnxruntime-common'],
  message: 'Only src/engine/runtime/session.ts loads onnxruntime.',
};
/** An array as a spread argument lies on the stack, and one of some 100,000 items, as a person's table may have, overflows it. */
const stack = 'An array of a size that people decide overflows the stack here. Use maxOf, minOf or append of src/common.';
const noSpreadArguments = [
  { selector: "CallExpression[callee.object.name='Math'] > SpreadElement", message: stack },
  {
    selector: 'CallExpression[callee.property.name=/^(push|unshift|splice|concat|from(CharCode|CodePoint))$/] > SpreadElement',
    message: stack,
  },
];
const restrict = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

export default tseslint.config(
  { ignores: ['dist', '.cache', '.tsbuild', '.vscode-e2e', 'node_modules', 'test-results', 'models', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // An interface gives the type of a schema a name, which messages and hovers then show.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['src/**', 'media/**'], rules: { 'no-restricted-syntax': ['error', ...noSpreadArguments] } },
  restrict(['src/common/**'], noEditor, noNode, noRuntime),
  restrict(
    ['src/prose/**', 'src/writing/**', 'src/learning/**', 'src/report/**', 'src/sessions/**', 'src/tools/**'],
    noEditor,
    noNode,
    noRuntime,
  ),
  restrict(
    ['src/engine/**', 'src/network/**', 'src/store/**', 'src/remote/**', 'src/backend/**', 'src/cli/**', 'src/lsp/**', 'src/mcp/**'],
    noEditor,
    noRuntime,
  ),
  restrict(['src/host/**', 'src/extension.ts', 'src/loader.ts'], noRuntime),
  restrict(['src/providers/**'], noNode, noRuntime),
  restrict(['media/**'], noEditor, noNode, noRuntime),
  restrict(['scripts/**', 'bench/**'], noEditor),
  { files: ['src/engine/runtime/session.ts'], rules: { 'no-restricted-imports': 'off' } },
);
