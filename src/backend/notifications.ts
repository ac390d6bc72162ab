import * as v from 'valibot';
import { engineStatus, type EngineStatus } from '../common/methods/lifecycle.js';
import type { LogMessage } from '../common/engineProtocol.js';

const levels: readonly unknown[] = ['error', 'warn', 'info', 'debug'] satisfies LogMessage['level'][];

/** What the engine wants in the log, whatever it sent: a level that is unknown, as of another version, counts as `info`. */
export function logEntry(value: unknown): LogMessage {
  if (!isObject(value)) return { level: 'info', message: text(value) };
  const level = levels.includes(value['level']) ? (value['level'] as LogMessage['level']) : 'info';
  return { level, message: text(value['message']) };
}

/** Whether what the engine told about itself has what the editor shows. */
export function isStatus(value: unknown): value is EngineStatus {
  return v.is(engineStatus, value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  if (value === undefined) return 'Nothing was said.';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
