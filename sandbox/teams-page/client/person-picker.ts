import type { PersonView } from '../page-types.ts';
import { avatar, fill, h, icon } from './dom.ts';

/** A list of people with a search above it. */
export function personList(options: { search: (text: string) => Promise<PersonView[]>; choose: (person: PersonView) => void; exclude?: string }): HTMLElement {
  let turn = 0;
  const list = h('ul', { class: 'people' });
  const status = h('p', { class: 'subtle', role: 'status' });
  const input = h('input', { type: 'search', placeholder: 'Name, title, department or place', 'aria-label': 'Search for a person', autocomplete: 'off', autofocus: true, on: { input: () => void search() } });

  async function search(): Promise<void> {
    const mine = ++turn;
    const found = (await options.search(input.value)).filter((person) => person.id !== options.exclude);
    if (mine !== turn) return;
    status.textContent = found.length === 0 ? 'Nobody found.' : '';
    fill(list, ...found.map((person) => h('li', {}, h('button', { class: 'row', on: { click: () => options.choose(person) } },
      avatar(person.displayName),
      h('span', { class: 'grow' }, h('span', { class: 'title' }, person.displayName), h('span', { class: 'subtle line' }, [person.jobTitle, person.department, person.officeLocation].filter(Boolean).join(' · ') || person.userPrincipalName))))));
  }

  void search();
  return h('div', { class: 'person-list' }, h('label', { class: 'search-field' }, icon('search'), input), status, list);
}
