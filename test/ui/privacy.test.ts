import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findOrInstallStrace, straceTo } from '../../scripts/editor/strace.js';
import { tracedBy } from '../../scripts/editor/traceLog.js';
import { commands } from '../../src/host/ids.js';
import { readProjectFile } from '../util/projectFiles.js';
import { labelling } from './labelling.js';
import { begun, continued, keeper } from './paragraphs.js';
import { socketsOf } from './session.js';
import { useSession } from './useSession.js';

/** What PRIVACY.md says is written, as patterns over paths of a profile. */
function declared(profile: { readonly userData: string; readonly workspace: string; readonly temporary: string }): RegExp[] {
  const places: Readonly<Record<string, string>> = {
    storage: `${profile.userData}/User/globalStorage/cloze.cloze`,
    log: `${profile.userData}/logs/[^/]+/exthost\\d+/cloze.cloze`,
    workspace: profile.workspace,
    sockets: socketsOf(profile),
  };
  const rows = [...readProjectFile('PRIVACY.md').matchAll(/^\| `<(\w+)>\/([^`]+)`\s*\|/gm)];
  expect(rows.length).toBeGreaterThan(4);
  return rows.map(([, place = '', file = '']) => {
    const pattern = (each: string): string => each.replace(/[.]/g, '\\.').replace(/\*+/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
    // A file is made under another name beside its own, and its folder before it.
    const names = [
      pattern(file),
      `${pattern(file)}\\.[\\w.-]+`,
      `(${pattern(path.dirname(file))}/)?\\.[0-9a-f]+-[\\w-]+\\.part`,
      pattern(path.dirname(file)),
    ];
    return new RegExp(`^${places[place] ?? ''}(/(${names.join('|')}))?$`);
  });
}

/** What the editor, its server and its own extensions write for themselves. */
const written = [
  /^\/dev\//,
  /\/user-data\/(?:logs(?!.*cloze)|CachedProfilesData|User\/(?:snippets|chatLanguageModels|systemExtensions|caches|History|Backups|workspaceStorage|machineid|settings\.json|customBuiltin|globalStorage\/vscode\.))/,
  /\/user-data(?:\/coder\.json|\/User|\/Machine|\/User\/globalStorage)?$/,
  /\/home\/\.(?:local\/share\/code-server|cache\/Microsoft)/,
  /\/home\/\.(?:local(?:\/share)?|cache)$/,
  /\/tmp\/(?:vscode-|[\w-]{8}$)/,
  /\/(?:extensions|server\.log|config\.yaml|trace)/,
];

describe.skipIf(!findOrInstallStrace())('What Cloze writes and whom it talks to', () => {
  const trace = (root: string): string => path.join(root, 'trace');
  const session = useSession({ extension: 'packaged', buildsGraphs: true, under: (profile) => straceTo(trace(profile.root)) });
  const { file, run, answer, nameClassifier, report } = labelling(session);
  const traced = (isMeant: (command: string) => boolean): ReturnType<typeof tracedBy> => tracedBy(trace(session().profile.root), isMeant);
  const undeclared = (paths: readonly string[]): string[] => {
    const patterns = declared(session().profile);
    return paths.filter((each) => !patterns.some((pattern) => pattern.test(each)) && !each.startsWith('/dev/'));
  };

  test('a writer writes, checks the flow, labels a text and trains a classifier', async () => {
    const { workbench } = session();
    const things = ['soup', 'film', 'novel', 'hotel', 'concert', 'phone', 'teacher', 'garden', 'coffee', 'jacket', 'museum'];
    const labels = things.flatMap((thing) => [
      { label: 'praise', text: `What a wonderful ${thing}, I loved every bit of it.` },
      { label: 'blame', text: `The ${thing} was a terrible disappointment, and I want my money back.` },
    ]);
    await mkdir(file('.cloze'));
    await writeFile(file('.cloze', 'labels.jsonl'), labels.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const editor = await workbench.openFile('manuscript.md');
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await run(commands.checkFlow);
    await run(commands.labelSelection);
    await answer('praise');
    await run(commands.trainClassifier);
    await workbench.choose('Labels of This Workspace');
    await workbench.choose('BERT');
    await nameClassifier('opinions');
    await report('opinions');
  });

  test('the engine and its trials write only what PRIVACY.md says, and listen nowhere else', () => {
    const { written: paths, internet, sockets } = traced((command) => /dist\/(?:engine|probe)\.js/.test(command));
    expect(paths.length).toBeGreaterThan(2);
    expect(undeclared(paths)).toEqual([]);
    expect(internet).toEqual([]);
    expect(sockets).toHaveLength(1);
    expect(path.dirname(sockets[0] ?? '')).toBe(socketsOf(session().profile));
  });

  test('the extension host connects to no machine', () => {
    expect(traced((command) => command.includes('--type=extensionHost')).internet).toEqual([]);
  });

  test('in the whole editor nothing is written but what PRIVACY.md says and what the editor writes for itself', () => {
    const { written: paths } = traced(() => true);
    expect(undeclared(paths).filter((each) => !written.some((pattern) => pattern.test(each)))).toEqual([]);
  });

  test('PRIVACY.md promises nothing that does not happen', () => {
    const { written: paths } = traced(() => true);
    // Nobody shared a mute here; the tests of flow do.
    const unseen = declared(session().profile).filter(
      (pattern) => !pattern.source.includes('clozeignore') && !paths.some((each) => pattern.test(each)),
    );
    expect(unseen).toEqual([]);
  });
});
