import type * as vscode from 'vscode';
import { Emitter } from '../../../src/common/emitter.js';
import { values } from './values.js';

/** An event of the editor with what raises it. */
export interface Signal<T> {
  readonly event: vscode.Event<T>;
  readonly fire: (value: T) => void;
}

/** A new event of the editor. */
export function signal<T>(): Signal<T> {
  const emitter = new Emitter<T>();
  return {
    event: (listener, owner?: unknown) => {
      const subscription = emitter.event((value) => void listener.call(owner, value));
      return new values.Disposable(() => subscription.dispose());
    },
    fire: (value) => emitter.fire(value),
  };
}
