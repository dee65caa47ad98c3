import type { CharterPage, CharterText } from '../../../api/charter/charter-contract.ts';
import { changedParts, mergeCharter, type Written } from '../../../api/charter/charter-merge-contract.ts';
import type { IssueLink } from '../../../api/charter/issues-contract.ts';
import { buildPage, buildPerson, buildTemplate, idOf } from './builders.ts';
import { Refusal, type Handler } from './fake-api.ts';

type Charter = CharterPage['charter'];
const [warps, checklist] = [idOf(7, 1), idOf(7, 2)];
const by = (number: number) => ({ id: idOf(1, number), displayName: buildPerson(number).displayName });
/** What nobody looks after, for one who may. */
const unattended = { steward: null, abilities: { takeOn: true, giveUp: false, ask: true } };

export const buildLinks = (): IssueLink[] => [
  { id: idOf(10, 1), issueId: warps, kind: 'file', name: 'The hall that warped.pdf', webUrl: 'https://contoso.sharepoint.com/i2', startsAt: null, allDay: false },
  { id: idOf(10, 2), issueId: warps, kind: 'activity', name: 'Bring a problem: seams on thin sheet', webUrl: null, startsAt: '2026-12-02T15:00:00Z', allDay: false },
];

export function buildCharterPage(more: Partial<CharterPage> = {}): CharterPage {
  const { prompts, exampleIssues } = buildTemplate(0);
  return {
    name: 'Welding and joining', charter: { ...buildPage().charter, keyIssues: buildPage().charter.keyIssues.map((issue) => (issue.id === checklist ? { ...issue, since: '2026-05-10T10:00:00Z' } : issue)) },
    issues: [
      { issueId: warps, caring: [by(1), by(2)], caringCount: 5, iCare: false, linkCount: 3, lookedAfter: { steward: { ...by(2), isMe: false }, abilities: { takeOn: false, giveUp: false, ask: false } } },
      { issueId: checklist, caring: [], caringCount: 0, iCare: false, linkCount: 0, lookedAfter: unattended },
    ],
    prompts: { ...prompts, exampleIssues }, abilities: { edit: true, care: true }, whyNotEdit: null, next: { what: 'ask-who-cares', issueId: checklist }, ...more,
  };
}

/** A charter that nobody has written yet. */
export const unwritten = (): CharterPage => buildCharterPage({
  charter: { ...buildPage().charter, domain: '', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [], version: 1 }, issues: [], next: { what: 'write-domain', issueId: null },
});

/** A charter that can be written, looked back on and cared about, as the API would. `others` write into it between the person's own steps. */
export function charterApi(start: CharterPage = buildCharterPage()) {
  let page = start;
  const versions: Charter[] = Array.from({ length: page.charter.version }, (_, index) => (
    index + 1 === page.charter.version ? page.charter
      : { ...page.charter, version: index + 1, updatedAt: `2026-10-${String(index + 10).padStart(2, '0')}T10:00:00Z`, waysOfWorking: index === 0 ? '' : 'An hour every month.', keyIssues: index === 0 ? [] : page.charter.keyIssues.slice(0, 1) }
  ));
  const add = (text: Written, who: number, restoredFrom: number | null = null): Charter => {
    const { id, displayName } = by(who);
    const charter: Charter = {
      domain: text.domain, forWhom: text.forWhom, practice: text.practice, waysOfWorking: text.waysOfWorking, keyIssues: text.keyIssues.map((issue) => ({ ...issue, since: '2026-11-24T09:00:00Z' })),
      version: page.charter.version + 1, restoredFrom, updatedAt: '2026-11-24T09:00:00Z', updatedBy: { id, displayName },
    };
    versions.push(charter);
    page = { ...page, charter, issues: charter.keyIssues.map((issue) => page.issues.find(({ issueId }) => issueId === issue.id) ?? { issueId: issue.id, caring: [], caringCount: 0, iCare: false, linkCount: 0, lookedAfter: unattended }) };
    return charter;
  };
  const care = (cares: boolean): Handler => ({ params }) => {
    const issue = page.issues.find(({ issueId }) => issueId === params['issueId'])!;
    const said = { ...issue, iCare: cares, caringCount: issue.caringCount + (cares ? 1 : -1), caring: cares ? [by(0), ...issue.caring] : issue.caring.filter(({ id }) => id !== idOf(1, 0)) };
    page = { ...page, issues: page.issues.map((each) => (each === issue ? said : each)) };
    return said;
  };
  let links = buildLinks();
  let removed: IssueLink | undefined;
  return {
    others: (change: (text: Written) => Written) => add(change(page.charter), 1),
    get charter() { return page.charter; },
    handlers: {
      getCharter: () => page,
      editCharter: ({ body }) => {
        const { basedOnVersion, ...typed } = body as CharterText & { basedOnVersion: number };
        const { text, conflicts } = mergeCharter(versions[basedOnVersion - 1]!, typed as Written, page.charter);
        if (conflicts.length > 0) return new Refusal(409, 'charter-changed', { detail: 'Changed meanwhile.' });
        return changedParts(page.charter, text).length === 0 ? page.charter : add(text, 0);
      },
      listCharterVersions: () => ({ items: versions.toReversed().map((version, index, all) => ({ ...version, changed: changedParts(all[index + 1] ?? { ...version, keyIssues: [], domain: '', forWhom: '', practice: '', waysOfWorking: '' }, version) })), next: null }),
      getCharterVersion: ({ params }) => versions[Number(params['version']) - 1],
      restoreCharter: ({ body }) => { const { version } = body as { version: number }; return add(versions[version - 1]!, 0, version); },
      careAboutIssue: care(true),
      stopCaring: care(false),
      listIssueLinks: () => ({ items: links, hidden: { [warps]: 1 }, trouble: null }),
      linkToIssue: ({ params }) => {
        const link = { id: idOf(10, 9), issueId: params['issueId']!, kind: 'file' as const, name: 'Seam calculator.xlsx', webUrl: null, startsAt: null, allDay: false };
        links = [...links, link];
        page = { ...page, issues: page.issues.map((each) => (each.issueId === link.issueId ? { ...each, linkCount: each.linkCount + 1 } : each)) };
        return link;
      },
      unlinkFromIssue: ({ params }) => { removed = links.find(({ id }) => id === params['linkId']); links = links.filter((link) => link !== removed); return undefined; },
      relinkToIssue: () => { if (removed) links = [...links, removed]; return undefined; },
    } satisfies Record<string, Handler>,
  };
}

/** Fifty issues, one of them without a place to break, as somebody sees them who may not write the charter. */
export const fiftyIssues = (): CharterPage => {
  const keyIssues = Array.from({ length: 50 }, (_, index) => ({ id: idOf(7, index), title: index === 7 ? 'unbroken'.repeat(20) : `Issue ${index}`, state: (['open', 'being-worked-on', 'settled'] as const)[index % 3]!, since: '2026-05-01T08:00:00Z' }));
  return buildCharterPage({
    charter: { ...buildPage().charter, keyIssues }, issues: keyIssues.map(({ id }, index) => ({ issueId: id, caring: Array.from({ length: index % 9 }, (_each, person) => by(person)), caringCount: index % 9 === 8 ? 40 : index % 9, iCare: false, linkCount: 0, lookedAfter: { steward: null, abilities: { takeOn: false, giveUp: false, ask: false } } })),
    abilities: { edit: false, care: false }, next: null, whyNotEdit: { code: 'charter-is-the-communitys', detail: 'The community owns its charter: its coordinators and core group write it, nobody else does it for them. That holds for programme leads too.', remedy: 'Tell a coordinator what you would change.' },
  });
};
