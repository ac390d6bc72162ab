import path from 'node:path';
import type { Locator } from 'playwright-core';
import { paletteTitle } from '../util/paletteTitle.js';
import type { Session } from './session.js';

export interface Labelling {
  /** A path in the workspace. */
  readonly file: (...names: string[]) => string;
  /** Runs a command of ours by its id. */
  readonly run: (command: string) => Promise<void>;
  /** The text that the quick input asks for. */
  readonly input: () => Locator;
  readonly answer: (text: string) => Promise<void>;
  /** Names a file of the workspace in the editor's own dialog. */
  readonly chooseFile: (name: string) => Promise<void>;
  /** Answers what a classifier is to be called, once that is asked: until then the list before it would take the name. */
  readonly nameClassifier: (name: string) => Promise<void>;
  /** Waits for the report on what was learnt, and gives it the focus; when it takes it by itself, a list that is open closes. */
  readonly report: (name: string) => Promise<void>;
  /** What the Labels view lists. */
  readonly rows: () => Locator;
}

/** What a person does who gives labels to texts. */
export function labelling(session: () => Session): Labelling {
  const answer = async (text: string): Promise<void> => {
    await input().fill(text);
    await input().press('Enter');
  };
  const input = (): Locator => session().page.locator('.quick-input-widget input').first();
  return {
    file: (...names) => path.join(session().profile.workspace, ...names),
    run: (command) => session().workbench.run(paletteTitle(command)),
    input,
    answer,
    chooseFile: (name) => session().workbench.nameFile(path.join(session().profile.workspace, name)),
    async nameClassifier(name) {
      await session().page.locator('.quick-input-title', { hasText: 'Name of the Classifier' }).waitFor();
      await answer(name);
    },
    async report(name) {
      const { workbench } = session();
      await workbench.tab(`Report on ${name}`).waitFor({ timeout: 120_000 });
      await workbench
        .webview()
        .getByRole('heading', { name: `Report on ${name}` })
        .click();
    },
    rows: () => session().page.locator('.pane', { hasText: 'Labels' }).locator('.monaco-list-row'),
  };
}
