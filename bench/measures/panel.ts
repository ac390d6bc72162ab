import type { HostMessage, PanelState, PanelTexts } from '../../src/common/panelProtocol/messages.js';
import type { PanelView } from '../../src/common/panelProtocol/view.js';
import { PanelInBrowser } from '../editor/panelInBrowser.js';
import type { Measure } from '../harness/measure.js';
import { quantile } from '../harness/statistics.js';

const bars = 50;

/** Ten seconds of a screen that shows 60 frames a second. */
const frames = 600;

/** A frame that took longer than this came at least one too late. */
const lateMs = 25;

export const panel: Measure = {
  name: 'panel',
  title: 'Bars that move',
  method:
    'The panel’s page in a browser that draws with the processor gets new values of all of 50 bars in each frame, for 600 frames. Work is what the page’s thread did for one update: script, styles, layout, handing over to be drawn.',
  async run(context) {
    const page = await PanelInBrowser.open(context.root);
    try {
      await page.framesWhileSending([{ type: 'state', state: state(0) }], 2);
      const drawn = await page.bars();
      if (drawn !== bars) throw new Error(`The page shows ${drawn} of ${bars} bars.`);
      const wanted = context.quick ? 10 : frames;
      const before = await page.worked();
      const waits = await page.framesWhileSending([change(1), change(2), change(3)], wanted);
      const work = (await page.worked()) - before;
      const late = waits.filter((wait) => wait > lateMs).length;
      return [
        { what: 'frames that came too late', unit: `of ${wanted}`, ours: late, target: { atMost: 0 } },
        { what: 'from one frame to the next, 99 of 100', unit: 'ms', ours: quantile(waits, 0.99) },
        { what: 'work for one update', unit: 'ms', ours: (1000 * work) / wanted, target: { atMost: 1000 / 60 } },
      ];
    } finally {
      await page.close();
    }
  },
};

function change(step: number): HostMessage {
  return { type: 'change', change: { live: state(step).live } };
}

function state(step: number): PanelState {
  const view: PanelView = {
    id: 'next-token',
    kind: 'next-token',
    title: 'Next Token',
    subtitle: 'The old keeper',
    sections: [{ id: 'tokens', title: '', unit: 'probability', full: 1, rows: Array.from({ length: bars }, (_, at) => row(at, step)) }],
    notes: [],
  };
  return {
    texts,
    choices: [{ kind: 'next-token', label: 'Next Token' }],
    kind: 'next-token',
    live: { view, busy: false, off: false },
    pins: [],
    compared: [],
    comparison: null,
  };
}

function row(at: number, step: number): PanelView['sections'][number]['rows'][number] {
  const value = (1 + ((at * 7 + step * 13) % bars)) / bars;
  return { id: `row-${at}`, label: `word ${at}`, value, text: `${Math.round(100 * value)} %` };
}

const texts: PanelTexts = {
  title: 'Probabilities',
  choose: 'Show',
  pin: 'Pin',
  unpin: 'Unpin',
  compare: 'Compare',
  copyCsv: 'Copy as CSV',
  saveSvg: 'Save as SVG',
  asTable: 'As table',
  switchOn: 'Switch on',
  loading: 'Loading',
  pinned: 'Pinned',
  alternatives: 'Alternatives',
  columns: { label: 'Token', value: 'Probability', compared: 'Compared', detail: 'Detail' },
};
