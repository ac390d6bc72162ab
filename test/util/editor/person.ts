import type * as vscode from 'vscode';

/** What a person answers when the editor asks: an entry by its label, a button by its title, a text, files, or Escape. */
export type Answer = string | readonly string[] | vscode.Uri | undefined;

/** Who sits before the editor of a test: what was shown is kept, what is asked is answered in the order of `answers`, and then no more. */
export class Person {
  readonly #answers: Answer[] = [];
  /** Messages, with their buttons in brackets. */
  readonly messages: string[] = [];
  /** What the status bar said for a while. */
  readonly brief: string[] = [];
  /** What was asked, each with what could be chosen. */
  readonly asked: { readonly title: string; readonly items: readonly string[] }[] = [];

  /** Answers the next questions. */
  answers(...answers: readonly Answer[]): void {
    this.#answers.push(...answers);
  }

  /** Whether there is an answer to the next question. */
  get isReady(): boolean {
    return this.#answers.length > 0;
  }

  next(): Answer {
    return this.#answers.shift();
  }

  /** Reads a message and presses the button that the next answer names, if it has one. */
  read(message: string, buttons: readonly string[]): string | undefined {
    this.messages.push([message, ...buttons.map((title) => `[${title}]`)].join(' '));
    const index = this.#answers.findIndex((answer) => typeof answer === 'string' && buttons.includes(answer));
    return index === 0 ? (this.#answers.shift() as string) : undefined;
  }
}
