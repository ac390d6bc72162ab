// @ts-check
/**
 * Takes the place of VS Code's own log writer (@vscode/spdlog) in the editor that is installed for the browser. That one
 * would have to be compiled; without any, the output channels of extensions stay empty.
 */
'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  /** @param {string} file */
  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    this.file = file;
    this.level = 0;
    this.isPlain = false;
  }

  /** @param {string} message */
  trace = (message) => this.write(0, message);
  /** @param {string} message */
  debug = (message) => this.write(1, message);
  /** @param {string} message */
  info = (message) => this.write(2, message);
  /** @param {string} message */
  warn = (message) => this.write(3, message);
  /** @param {string} message */
  error = (message) => this.write(4, message);
  /** @param {string} message */
  critical = (message) => this.write(5, message);

  /** @param {number} level @param {string} message */
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
    appendFileSync(this.file, this.isPlain ? message : `${time} [${levels[level]}] ${message}\n`);
  }

  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }

  getLevel() {
    return this.level;
  }

  clearFormatters() {
    this.isPlain = true;
  }

  // Each line is written at once and in one form, so there is nothing left to do for these.
  setPattern() {}
  flush() {}
  drop() {}
}

/** @param {string} _name @param {string} file */
const createLogger = async (_name, file) => new Logger(file);

// One by one, as ES modules that import this can see them by name.
exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
