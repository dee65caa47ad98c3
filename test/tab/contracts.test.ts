import { describe, expect, it } from '@jest/globals';
import { charterText, maxKeyIssues } from '../../api/charter/charter-contract.ts';
import { importColumns } from '../../api/import/import-contract.ts';
import { charterLimits, charterParts, maxIssues, titleLimit } from '../../src/charter/charter-parts.ts';
import { sheetColumns, largestSheet } from '../../src/import/sheet-limits.ts';
import { itemLimits, kinds, mostAtOnce, states } from '../../src/practice/practice-queries.ts';
import { entryLimits as membersLimits, introductionLimit as introductionMost } from '../../api/membership/members-contract.ts';
import { mostPhotos as photosAtOnce } from '../../api/membership/membership-contract.ts';
import { entryLimits, introductionLimit } from '../../src/membership/members-queries.ts';
import { mostPhotos } from '../../src/shared/photos.ts';
import * as practice from '../../api/practice/library-contract.ts';
import { practiceKind } from '../../api/practice/practice-contract.ts';
import { startImport } from '../../api/import/import-contract.ts';
import { assess, editCriteria } from '../../api/launch/criteria-contract.ts';
import { editQuestions, proposeSharing, writeInterviewNotes } from '../../api/launch/interview-contract.ts';
import { changeOpportunity, moveOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import { opportunityLimits } from '../../src/launch/board-queries.ts';
import { criteriaLimits } from '../../src/launch/criteria-queries.ts';
import { talkLimits } from '../../src/launch/interview-queries.ts';
import { idOf } from './support/builders.ts';
import { requestLines } from '../../src/shared/operations.ts';
import { operations } from './support/fake-api.ts';

describe('what the tab knows of the API without asking', () => {
  it('calls every operation by the method and path of its contract', () => {
    const contracts = Object.fromEntries(Object.keys(requestLines).map((name) => [name, `${operations[name]?.method} ${operations[name]?.path}`]));
    expect(requestLines).toEqual(contracts);
  });

  it('lets nobody type a longer charter than the API takes', () => {
    const empty = { domain: '', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] };
    for (const part of charterParts) {
      expect(charterText.safeParse({ ...empty, [part]: 'x'.repeat(charterLimits[part]) }).success).toBe(true);
      expect(charterText.safeParse({ ...empty, [part]: 'x'.repeat(charterLimits[part] + 1) }).success).toBe(false);
    }
    for (const [length, taken] of [[titleLimit, true], [titleLimit + 1, false]] as const) expect(charterText.safeParse({ ...empty, keyIssues: [{ title: 'x'.repeat(length) }] }).success).toBe(taken);
    expect(maxIssues).toBe(maxKeyIssues);
  });

  it('names the columns and the size of a sheet as the API has them', () => {
    expect(sheetColumns).toEqual(importColumns);
    expect(startImport.body.safeParse({ csv: 'x'.repeat(largestSheet) }).success).toBe(true);
    expect(startImport.body.safeParse({ csv: 'x'.repeat(largestSheet + 1) }).success).toBe(false);
  });

  it('takes of what members say what the API takes, and asks for as many photos as it gives', () => {
    expect([entryLimits, mostPhotos, introductionLimit]).toEqual([membersLimits, photosAtOnce, introductionMost]);
  });

  it('takes of a practice item what the API takes, and no more', () => {
    expect({ ...itemLimits, issues: practice.itemLimits.issues }).toEqual(practice.itemLimits);
    expect([mostAtOnce, [...kinds], [...states]]).toEqual([practice.mostAtOnce, practiceKind.options, practice.itemState.options]);
  });

  it('takes of ideas, criteria and talks what the API takes, and no more', () => {
    const id = idOf(1, 1);
    const many = (count: number, of: (index: number) => object) => Array.from({ length: count }, (_, index) => ({ id: idOf(1, index), ...of(index) }));
    const criterion = (name: string, hint = '', weight = 1) => ({ basedOnVersion: 0, items: [{ id, about: 'potential', weight, name, hint }] });
    const bodies: [number, { body: { safeParse(value: unknown): { success: boolean } } }, (size: number) => unknown][] = [
      [opportunityLimits.name, proposeOpportunity, (size) => ({ name: 'x'.repeat(size), about: 'y' })], [opportunityLimits.about, proposeOpportunity, (size) => ({ name: 'xx', about: 'y'.repeat(size) })],
      [opportunityLimits.nextStep, changeOpportunity, (size) => ({ nextStep: { before: '', after: 'x'.repeat(size) } })], [opportunityLimits.learned, moveOpportunity, (size) => ({ from: 'idea', stage: 'let-go', learned: 'x'.repeat(size) })],
      [criteriaLimits.note, assess, (size) => ({ verdict: null, note: 'x'.repeat(size) })], [criteriaLimits.name, editCriteria, (size) => criterion('x'.repeat(size))], [criteriaLimits.hint, editCriteria, (size) => criterion('xx', 'x'.repeat(size))],
      [criteriaLimits.weight, editCriteria, (size) => criterion('xx', '', size)], [criteriaLimits.count, editCriteria, (size) => ({ basedOnVersion: 0, items: many(size, () => ({ about: 'potential', weight: 1, name: 'xx' })) })],
      [talkLimits.notes, writeInterviewNotes, (size) => ({ before: '', after: 'x'.repeat(size) })], [talkLimits.share, proposeSharing, (size) => ({ basedOnVersion: 0, items: [{ id, kind: 'issue', words: 'x'.repeat(size) }] })],
      [talkLimits.shares, proposeSharing, (size) => ({ basedOnVersion: 0, items: many(size, () => ({ kind: 'issue', words: 'x' })) })],
      [talkLimits.question, editQuestions, (size) => ({ basedOnVersion: 0, items: [{ id, words: 'x'.repeat(size) }] })], [talkLimits.questions, editQuestions, (size) => ({ basedOnVersion: 0, items: many(size, () => ({ words: 'xx' })) })],
    ];
    for (const [index, [limit, { body }, of]] of bodies.entries()) expect([index, body.safeParse(of(limit)).success, body.safeParse(of(limit + 1)).success]).toEqual([index, true, false]);
  });
});
