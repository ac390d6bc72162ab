import type { Sharing } from '../../backend/sharing.js';
import { append } from '../../common/append.js';
import { megabytes } from '../../common/megabytes.js';
import type { DeviceInUse, EngineStatus, ModelStatus } from '../../common/methods/lifecycle.js';
import { modelStatus } from '../../common/modelStatus.js';
import { folderName, type Pause } from '../pauses.js';
import { timeOfDay } from '../timeOfDay.js';
import type { Translate } from '../../common/translate.js';
import { isResting, type StatusFacts, type StatusKind, statusKind } from './statusFacts.js';

/** The status bar item: what it shows, what it says to a screen reader, and the lines of its tooltip. */
export interface StatusView {
  readonly kind: StatusKind;
  readonly text: string;
  readonly accessibleLabel: string;
  /** Lines of plain text; the first is what Cloze does now. */
  readonly tooltip: readonly TooltipLine[];
}

export interface TooltipLine {
  /** A theme icon's name. */
  readonly icon: string;
  readonly text: string;
}

const icons: Record<StatusKind, string> = {
  off: 'circle-slash',
  starting: 'loading~spin',
  ready: 'edit',
  thinking: 'ellipsis',
  paused: 'debug-pause',
  failed: 'error',
};

export function statusView(facts: StatusFacts, t: Translate): StatusView {
  const kind = statusKind(facts);
  const summary = summaryOf(kind, facts, t);
  const tooltip = [
    { icon: icons[kind].replace('~spin', ''), text: summary },
    ...languageLine(facts, t),
    ...serverLines(facts, t),
    ...engineLines(facts, t),
  ];
  return {
    kind,
    // A sign for as long as text leaves this machine.
    text: `$(${icons[kind]}) Cloze${facts.servers?.sending === undefined ? '' : ' $(cloud-upload)'}`,
    accessibleLabel: `Cloze: ${tooltip.map(({ text }) => text).join(' ')}`,
    tooltip,
  };
}

function summaryOf(kind: StatusKind, { engine: { lifecycle, status }, onBattery, pause }: StatusFacts, t: Translate): string {
  switch (kind) {
    case 'off':
      return t('Off. Nothing runs.');
    case 'starting':
      return lifecycle.kind === 'starting' ? t('Starting the engine.') : loadingText(status, t);
    case 'thinking':
      return t('Looking for a continuation.');
    case 'paused':
      if (pause !== undefined) return pauseText(pause, t);
      return onBattery
        ? t('Paused while the computer runs on battery.')
        : t('Idle (model unloaded). The model loads again when you write.');
    case 'failed':
      return lifecycle.kind === 'failed'
        ? lifecycle.error.message
        : (modelStatus(status, 'causal')?.error?.message ?? t('The engine has failed.'));
    case 'ready':
      if (lifecycle.kind !== 'stopped') return t('Ready.');
      return lifecycle.because === 'crash'
        ? t('The engine stopped unexpectedly. It starts again when you write.')
        : t('Ready. The engine starts when you write.');
  }
}

/** What is done before a model is ready. */
function loadingText({ models }: EngineStatus, t: Translate): string {
  const building = models.find((model) => model.building !== undefined)?.building;
  if (building === undefined) return t('Loading the model.');
  return t('Preparing the model for this computer, once: {0} % of about {1}.', Math.round(100 * building.done), megabytes(building.bytes));
}

/** Why nothing is done unasked. */
function pauseText(pause: Pause, t: Translate): string {
  switch (pause.kind) {
    case 'file':
      return t('Off in this file.');
    case 'folder':
      return t('Off in the folder "{0}".', folderName(pause.folder));
    case 'time':
      return t('Paused until {0}.', timeOfDay(pause.until));
  }
}

function languageLine({ language, engine }: StatusFacts, t: Translate): TooltipLine[] {
  if (language === undefined || engine.lifecycle.kind === 'off') return [];
  const text = {
    on: t('Completes {0}.', language.name),
    comments: t('Completes comments in {0}.', language.name),
    off: t('Off in {0}.', language.name),
  }[language.mode];
  return [{ icon: language.mode === 'off' ? 'circle-slash' : 'check', text }];
}

/** Where text goes, how much of it today, and whether nothing answers there. */
function serverLines({ servers, engine }: StatusFacts, t: Translate): TooltipLine[] {
  if (servers === undefined || servers.hosts.length === 0 || engine.lifecycle.kind === 'off') return [];
  const { hosts, sending, spent, limit, isOut } = servers;
  const where = sending === undefined ? t('Server: {0}.', hosts.join(', ')) : t('Text goes to {0}.', sending);
  return [
    { icon: sending === undefined ? 'cloud' : 'cloud-upload', text: where },
    ...(isOut ? [{ icon: 'warning', text: t('No server answers; the local model completes.') }] : []),
    { icon: 'dashboard', text: limit === 0 ? t('{0} tokens sent and received today.', spent) : t('{0} of {1} tokens sent and received today.', spent, limit) }, // prettier-ignore
  ];
}

function engineLines({ engine, lastLatencyMs }: StatusFacts, t: Translate): TooltipLine[] {
  const { lifecycle, status, sharing } = engine;
  if (lifecycle.kind === 'off') return [];
  const causal = modelStatus(status, 'causal');
  const lines = causal === undefined ? [] : [{ icon: 'package', text: t('Model: {0}.', causal.model) }];
  if (lifecycle.kind !== 'running') return lines;
  append(lines, sharingLines(sharing, t));
  if (isResting(engine)) return lines;
  if (causal?.device !== undefined) lines.push({ icon: 'chip', text: deviceText(causal.device, t) });
  if (causal?.deviceNote !== undefined) lines.push({ icon: 'info', text: causal.deviceNote });
  append(lines, encoderLines(modelStatus(status, 'encoder'), t));
  const speed = [
    ...(status.tokensPerSecond === undefined ? [] : [t('{0} tokens per second', Math.round(status.tokensPerSecond))]),
    ...(lastLatencyMs === undefined ? [] : [t('last completion after {0} ms', Math.round(lastLatencyMs))]),
    ...(status.residentBytes > 0 ? [t('{0} MB of memory', Math.round(status.residentBytes / 1e6))] : []),
  ];
  if (speed.length > 0) lines.push({ icon: 'dashboard', text: `${speed.join(', ')}.` });
  return lines;
}

/** Says something of other windows only where there are some, or where the engine should be shared and is not. */
function sharingLines(sharing: Sharing | undefined, t: Translate): TooltipLine[] {
  if (sharing?.kind === 'own')
    return sharing.reason === undefined ? [] : [{ icon: 'info', text: t('Not shared with other windows: {0}.', sharing.reason) }];
  if (sharing === undefined || sharing.clients < 2) return [];
  const others = sharing.clients - 1;
  return [
    { icon: 'multiple-windows', text: others === 1 ? t('Shared with one other window.') : t('Shared with {0} other windows.', others) },
  ];
}

/** Says something of the encoder only where it is of use: in memory, or not to be had. */
function encoderLines(encoder: ModelStatus | undefined, t: Translate): TooltipLine[] {
  if (encoder?.error !== undefined) return [{ icon: 'warning', text: encoder.error.message }];
  return encoder?.state === 'ready' ? [{ icon: 'package', text: t('Encoder: {0}.', encoder.model) }] : [];
}

function deviceText({ kind, name, threads }: DeviceInUse, t: Translate): string {
  return kind === 'cpu' ? t('Processor: {0}, {1} threads.', name, threads) : t('Graphics card: {0}.', name);
}
