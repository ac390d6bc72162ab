import type { CancellationToken } from '../../common/cancellation.js';
import type { WarmRequest, WarmResult } from '../../common/methods/completion.js';
import { completionPrompt } from './completionPrompt.js';
import type { LoadedModel } from './loadedModel.js';

/** Reads a context into the cache, exactly as `complete` would. */
export async function warm(request: WarmRequest, model: LoadedModel, cancel: CancellationToken): Promise<WarmResult> {
  const { kept } = completionPrompt(request.context, model);
  if (kept.length === 0) return { contextTokens: 0, reusedTokens: 0 };
  const { reused } = await model.decoder.prefill(kept, { top: 0 }, cancel);
  return { contextTokens: kept.length, reusedTokens: reused };
}
