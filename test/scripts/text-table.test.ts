import { textTable } from '../../scripts/support/text-table.ts';

describe('a table for the terminal', () => {
  it('keeps within the width, and loses no word', () => {
    const table = textTable(['row', 'column', 'value', 'why', 'what to do'], [
      ['12', 'team', 'Kubernetes Release Engineering', 'You see two teams of this name, so it is not clear which is meant.', 'Give the id of the team instead of its name.'],
      ['13', 'coordinators', 'a-very-long-sign-in-name-of-somebody@an-even-longer-domain.example', 'Nobody has this sign-in name.', 'Correct it.'],
    ], 80);
    for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    for (const word of ['Engineering', 'meant.', 'instead', 'Correct']) expect(table).toContain(word);
    expect(table).not.toContain('…');
  });

  it('is as narrow as what stands in it', () => {
    expect(textTable(['a', 'b'], [['1', 'two']], 80)).toBe('a  b\n─  ───\n1  two');
  });
});
