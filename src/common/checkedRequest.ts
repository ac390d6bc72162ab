import * as v from 'valibot';
import { badRequest } from './badRequest.js';

/**
 * A request that agrees with its schema, without what the schema does not name. Requests come from other processes, so that also types are
 * checked. Fails with `bad-request`, which says in a sentence what is wrong first.
 */
export function checkedRequest<S extends v.GenericSchema>(schema: S, request: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, request, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  throw badRequest(sentence(result.issues[0]));
}

/** Messages of checks are whole sentences, what something must be, or what it is. */
function sentence(issue: v.BaseIssue<unknown>): string {
  const name = nameOf(issue);
  if (issue.message.endsWith('.')) return issue.message;
  if (issue.message.startsWith('has ')) return `${name} ${issue.message}.`;
  return `${name} is ${shown(issue.input)}, but ${issue.message.startsWith('must ') ? issue.message : 'must be given as an object'}.`;
}

/** The path to a value as code has it. */
function nameOf({ path }: v.BaseIssue<unknown>): string {
  if (path === undefined) return 'The request';
  return path.map(({ key }, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('');
}

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40));
  if (value === undefined) return 'missing';
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : typeof value;
}
