import { clientSector } from './catalogue/client-sector.ts';
import { learningFromProjects } from './catalogue/learning-from-projects.ts';
import { newRole } from './catalogue/new-role.ts';
import { professionalDiscipline } from './catalogue/professional-discipline.ts';
import { sharedProblem } from './catalogue/shared-problem.ts';
import { specialInterestGroup } from './catalogue/special-interest-group.ts';
import { toolOrTechnology } from './catalogue/tool-or-technology.ts';
import type { Template } from './templates-contract.ts';

/** Every template, in the order in which they are offered. To add one, add its data file and name it here. */
export const templates: readonly Template[] = [
  professionalDiscipline, sharedProblem, toolOrTechnology, newRole, clientSector, learningFromProjects, specialInterestGroup,
];

/** The template with this id, or undefined. */
export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}

/** The template that a person means by an id or a name, whatever the case; or undefined. */
export function findTemplateByIdOrName(words: string): Template | undefined {
  const wanted = words.trim().toLowerCase();
  return templates.find((template) => template.id === wanted || template.name.toLowerCase() === wanted);
}
