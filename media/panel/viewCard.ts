import type { PanelTexts } from '../../src/common/panelProtocol/messages.js';
import type { PanelSection, PanelView } from '../../src/common/panelProtocol/view.js';
import { type BarListModel, type BarListOwner, createBarList } from './barList.js';
import { KeyedParts } from './keyedParts.js';
import { element, type Part, setAttribute, setHidden, setText } from './part.js';
import { createValueTable, type ValueTableModel } from './valueTable.js';

/** A button of a card, and whether it is pressed if it can stay so. */
export interface CardButton {
  readonly id: string;
  readonly label: string;
  readonly pressed?: boolean;
  readonly run: () => void;
}

export interface ViewCardModel {
  readonly view: PanelView;
  readonly buttons: readonly CardButton[];
  readonly asTable: boolean;
  readonly texts: PanelTexts;
}

/** A view with its title, its buttons, its bars or tables, and its notes. */
export function createViewCard(owner: BarListOwner): Part<ViewCardModel> {
  const card = element('section', 'card');
  const title = element('h2', '');
  const subtitle = element('p', 'subtitle');
  const buttonBar = element('div', 'buttons');
  const buttons = new KeyedParts<CardButton>(buttonBar, ({ id }) => id, createButton);
  const sectionList = element('div', 'sections');
  const sections = new KeyedParts<SectionModel>(
    sectionList,
    ({ section, asTable }) => `${String(asTable)} ${section.id}`,
    () => createSection(owner),
  );
  const noteList = element('div', 'notes');
  const notes = new KeyedParts<readonly [key: string, note: string]>(noteList, ([key]) => key, createNote);
  subtitle.dir = 'auto';
  buttonBar.setAttribute('role', 'group');
  card.append(title, subtitle, buttonBar, sectionList, noteList);
  return {
    element: card,
    update({ view, buttons: wanted, asTable, texts }) {
      setText(title, view.title);
      setText(subtitle, view.subtitle);
      setHidden(subtitle, view.subtitle === '');
      setAttribute(card, 'aria-label', `${view.title} ${view.subtitle}`.trim());
      setAttribute(buttonBar, 'aria-label', view.title);
      buttons.update(wanted);
      sections.update(view.sections.map((section) => ({ section, title: view.title, asTable, texts })));
      notes.update(view.notes.map((note, index) => [String(index), note] as const));
    },
  };
}

interface SectionModel extends BarListModel, ValueTableModel {
  readonly section: PanelSection;
  readonly asTable: boolean;
}

function createSection(owner: BarListOwner): Part<SectionModel> {
  const box = element('div', 'section');
  const title = element('h3', '');
  const legend = element('p', 'legend');
  const names = ['swatch', 'swatch compared'].map((className) => {
    const name = element('span', 'name');
    legend.append(element('span', className), name);
    return name;
  });
  box.append(title, legend);
  let content: Part<SectionModel> | undefined;
  return {
    element: box,
    update(model) {
      const { section, asTable } = model;
      // A section is made again when it becomes a table, because its key changes.
      content ??= asTable ? createValueTable(owner.act) : createBarList(owner);
      if (content.element.parentElement === null) box.append(content.element);
      setText(title, section.title);
      setHidden(title, section.title === '' || asTable);
      for (const [index, name] of names.entries()) setText(name, section.legend?.[index] ?? '');
      setHidden(legend, section.legend === undefined || asTable);
      content.update(model);
    },
  };
}

function createButton(): Part<CardButton> {
  const button = document.createElement('vscode-toolbar-button');
  let run = (): void => undefined;
  button.addEventListener('click', () => run());
  return {
    element: button,
    update(model) {
      run = model.run;
      setText(button, model.label);
      button.toggleable = model.pressed !== undefined;
      button.checked = model.pressed ?? false;
    },
  };
}

function createNote(): Part<readonly [string, string]> {
  const note = element('p', 'note');
  return { element: note, update: ([, text]) => setText(note, text) };
}
