import { listModels } from '@huggingface/hub';
import type { Hub } from './hub.js';

/** A model that the hub has found. */
export interface FoundOnHub {
  readonly name: string;
  readonly downloads: number;
  readonly gated: boolean;
  /** What the hub says that it is for, such as `text-generation`. */
  readonly task?: string;
}

/** Models whose names have the words, those that are downloaded most first. */
export async function searchHub(hub: Hub, query: string, limit: number): Promise<FoundOnHub[]> {
  const found: FoundOnHub[] = [];
  for await (const model of listModels({
    hubUrl: hub.site.endpoint,
    fetch: hub.fetchFor('models'),
    search: { query },
    sort: 'downloads',
    limit,
  })) {
    found.push({
      name: model.name,
      downloads: model.downloads,
      gated: model.gated !== false,
      ...(model.task === undefined ? {} : { task: model.task }),
    });
  }
  return found;
}
