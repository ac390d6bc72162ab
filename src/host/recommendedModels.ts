import * as vscode from 'vscode';
import type { RecommendedModel } from '../common/catalogueChoice.js';
import { parseJson } from '../common/parseJson.js';
import { readIfThere } from './readIfThere.js';

/** The models that Cloze recommends, from the catalogue that is part of it. */
export async function recommendedModels(extensionUri: vscode.Uri): Promise<readonly RecommendedModel[]> {
  const text = await readIfThere(vscode.Uri.joinPath(extensionUri, 'models', 'catalogue.json'));
  return text === '' ? [] : (parseJson(text) as { readonly models: readonly RecommendedModel[] }).models;
}
