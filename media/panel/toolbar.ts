import type { PanelState } from '../../src/common/panelProtocol/messages.js';
import type { ViewKind } from '../../src/common/panelProtocol/view.js';
import { KeyedParts } from './keyedParts.js';
import { element, type Part, setText } from './part.js';

export interface ToolbarModel {
  readonly state: PanelState;
  readonly asTable: boolean;
}

export interface ToolbarOwner {
  readonly choose: (kind: ViewKind) => void;
  readonly showAsTable: (asTable: boolean) => void;
}

/** What the page shows, and in which form. */
export function createToolbar(owner: ToolbarOwner): Part<ToolbarModel> {
  const bar = element('header', 'toolbar');
  const title = element('h1', 'spoken');
  const label = element('label', 'choose');
  const name = element('span', '');
  const select = element('select', '');
  const options = new KeyedParts<PanelState['choices'][number]>(select, ({ kind }) => kind, createOption);
  const table = document.createElement('vscode-toolbar-button');
  table.toggleable = true;
  label.append(name, select);
  bar.append(title, label, table);
  let kinds: readonly ViewKind[] = [];
  select.addEventListener('change', () => {
    const kind = kinds[select.selectedIndex];
    if (kind !== undefined) owner.choose(kind);
  });
  table.addEventListener('change', () => owner.showAsTable(table.checked));
  return {
    element: bar,
    update({ state: { texts, choices, kind }, asTable }) {
      kinds = choices.map((choice) => choice.kind);
      setText(title, texts.title);
      setText(name, texts.choose);
      options.update(choices);
      if (select.value !== kind) select.value = kind;
      setText(table, texts.asTable);
      table.checked = asTable;
    },
  };
}

function createOption(): Part<PanelState['choices'][number]> {
  const option = element('option', '');
  return {
    element: option,
    update({ kind, label }) {
      option.value = kind;
      setText(option, label);
    },
  };
}
