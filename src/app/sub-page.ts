const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The pages of a community, and what one may be led to on them. */
const pages: Readonly<Record<string, 'item' | 'issue' | 'activity' | null>> = { members: null, practice: 'item', charter: 'issue', rhythm: 'activity', series: null, launch: null };

/**
 * The address inside the tab that a deep link's sub-page id stands for: a community's id, or `communities/<id>`, with
 * `/members`, `/series`, `/launch`, `/practice`, `/charter` or `/rhythm`, of which the last three may go on with the id
 * of an item, a key issue or an activity; `opportunities/<id>`, `talks/<id>`, `directory`, `create`, `import`. Null for anything else.
 */
export function addressOf(subPage: string | null): string | null {
  if (subPage === null) return null;
  if (guid.test(subPage)) return `/communities/${subPage}`;
  const [first = '', second = '', third = '', fourth = ''] = subPage.replace(/^\//, '').split('/');
  if (first === 'communities' && guid.test(second)) {
    if (!Object.hasOwn(pages, third)) return `/communities/${second}`;
    const thing = pages[third];
    return `/communities/${second}/${third}${thing && guid.test(fourth) ? `?${thing}=${fourth}` : ''}`;
  }
  if (first === 'opportunities' && guid.test(second)) return `/launch/${second}`;
  if (first === 'talks' && guid.test(second)) return `/launch/talks/${second}`;
  return ['directory', 'create', 'import'].includes(first) && second === '' ? `/${first}` : null;
}
