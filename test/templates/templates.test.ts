import { findTemplate, findTemplateByIdOrName, templatesIn } from '../../api/templates/templates.ts';
import { template as templateSchema } from '../../api/templates/templates-contract.ts';

describe.each(['en', 'fr'] as const)('the templates in %s', (language) => {
  const templates = templatesIn(language);

  it('are at least six, each with an id and a name of its own', () => {
    expect(templates.length).toBeGreaterThanOrEqual(6);
    expect(new Set(templates.map((template) => template.id)).size).toBe(templates.length);
    expect(new Set(templates.map((template) => template.name.toLowerCase())).size).toBe(templates.length);
  });

  it.each(templates.map((template) => [template.id, template] as const))('%s keeps to the contract and changes nothing when parsed', (_id, template) => {
    expect(templateSchema.parse(template)).toEqual(template);
  });

  it.each(templates.map((template) => [template.id, template] as const))('%s proposes first activities of several kinds, with issues to start from', (_id, template) => {
    expect(new Set(template.firstActivities.map((activity) => activity.kind)).size).toBeGreaterThanOrEqual(3);
    expect(template.exampleIssues.length).toBeGreaterThanOrEqual(3);
    const days = template.firstActivities.map((activity) => activity.afterDays);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    for (const activity of template.firstActivities) expect(activity.why.length).toBeGreaterThan(20);
  });

});

describe('a template', () => {
  it('is found by id, or by the name that a sheet uses, whatever its case', () => {
    expect(findTemplate('client-sector', 'en')?.name).toBe('Client sector');
    expect(findTemplate('no-such-template', 'en')).toBeUndefined();
    expect(findTemplateByIdOrName(' special interest group ')?.id).toBe('special-interest-group');
    expect(findTemplateByIdOrName('tool-or-technology')?.id).toBe('tool-or-technology');
    expect(findTemplateByIdOrName('Métier')?.id).toBe('professional-discipline');
    expect(findTemplateByIdOrName('')).toBeUndefined();
  });
});
