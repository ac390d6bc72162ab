import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../../scripts/paths.js';
import { modelJobs } from '../../../src/common/modelJobs.js';
import { commands, walkthroughId } from '../../../src/host/ids.js';
import { settingDefinitions } from '../../../src/common/settings/settingDefinitions.js';
import { readProjectFile } from '../../util/projectFiles.js';

interface Property {
  readonly default: unknown;
  readonly type: string;
  readonly enum?: readonly string[];
  readonly scope: string;
  readonly markdownDescription: string;
}

interface Walkthrough {
  readonly id: string;
  readonly steps: readonly { readonly description: string; readonly media: { readonly svg: string; readonly altText: string } }[];
}

const text = readProjectFile('package.json');
const manifest = JSON.parse(text) as {
  readonly name: string;
  readonly publisher: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
    readonly walkthroughs: readonly Walkthrough[];
  };
};
const texts = JSON.parse(readProjectFile('package.nls.json')) as Readonly<Record<string, string>>;
const properties = Object.assign({}, ...manifest.contributes.configuration.map((each) => each.properties)) as Readonly<
  Record<string, Property>
>;
const commandIds: readonly string[] = Object.values(commands);

describe('The manifest and the code say the same', () => {
  test('about commands', () => {
    expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual([...commandIds].sort());
    expect(commandIds).toEqual(expect.arrayContaining(manifest.contributes.keybindings.map(({ command }) => command)));
  });

  test('about settings and their defaults', () => {
    const defaults = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, property.default]));
    const coded = Object.entries(settingDefinitions).map(([key, definition]) => [`cloze.${key}`, definition.default]);
    expect(defaults).toEqual(Object.fromEntries(coded));
  });

  test('about the values that a setting can have', () => {
    for (const [key, definition] of Object.entries(settingDefinitions)) {
      for (const value of properties[`cloze.${key}`]?.enum ?? []) expect(definition.read(value)).toBe(value);
    }
  });

  test('about the languages that start the extension', () => {
    const languages = Object.keys(settingDefinitions['completion.languages'].default);
    expect(manifest.activationEvents).toEqual(['onStartupFinished', ...languages.map((language) => `onLanguage:${language}`)]);
  });

  test('about the walkthrough', () => {
    expect(manifest.contributes.walkthroughs.map(({ id }) => `${manifest.publisher}.${manifest.name}#${id}`)).toEqual([walkthroughId]);
  });
});

describe('The manifest is complete', () => {
  test('every text that it names exists, and every text is named', () => {
    const named = new Set([...text.matchAll(/"%([^%]+)%"/g)].map((match) => match[1]));
    expect([...named].sort()).toEqual(Object.keys(texts).sort());
  });

  test('the walkthrough has six steps, each with a picture, and only runs commands of ours', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    expect(steps).toHaveLength(6);
    for (const { media, description } of steps) {
      // The editor lets no style sheet into its pictures: they would be black.
      expect(readProjectFile(media.svg)).not.toMatch(/<style|\sstyle=|\sclass=/);
      for (const [, command] of (texts[description.slice(1, -1)] ?? '').matchAll(/\(command:([^)]+)\)/g))
        expect(commandIds).toContain(command);
    }
  });

  test('the icon exists', () => {
    expect(existsSync(inRoot(manifest.icon))).toBe(true);
  });

  test('a workspace that is not trusted cannot choose a file to load, nor can a synchronised profile', () => {
    for (const setting of Object.values(modelJobs).map((job) => `cloze.${job.setting}`)) {
      expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(setting);
      expect(properties[setting]?.scope).toBe('machine-overridable');
    }
  });
});
