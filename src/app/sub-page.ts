const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The address inside the tab that a deep link's sub-page id stands for: a community's id, or
 * `communities/<id>`, with `/members`, `/practice`, `/charter`, `/rhythm` or `/launch`, `talks/<id>`, `directory`, `create`, `import`. Null for anything else.
 */
export function addressOf(subPage: string | null): string | null {
  if (subPage === null) return null;
  if (guid.test(subPage)) return `/communities/${subPage}`;
  const [first = '', second = '', third = ''] = subPage.replace(/^\//, '').split('/');
  if (first === 'communities' && guid.test(second)) return ['members', 'practice', 'charter', 'rhythm', 'launch'].includes(third) ? `/communities/${second}/${third}` : `/communities/${second}`;
  if (first === 'talks' && guid.test(second)) return `/launch/talks/${second}`;
  return ['directory', 'create', 'import'].includes(first) && second === '' ? `/${first}` : null;
}
