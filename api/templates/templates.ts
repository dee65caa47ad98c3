import { clientSector } from './catalogue/client-sector.ts';
import { learningFromProjects } from './catalogue/learning-from-projects.ts';
import { newRole } from './catalogue/new-role.ts';
import { professionalDiscipline } from './catalogue/professional-discipline.ts';
import { sharedProblem } from './catalogue/shared-problem.ts';
import { specialInterestGroup } from './catalogue/special-interest-group.ts';
import { toolOrTechnology } from './catalogue/tool-or-technology.ts';
import { type Key, type Language, languages, sayAllIn, sayIn, type TemplateId } from '../platform/words.ts';
import type { Template } from './templates-contract.ts';

/** What a template proposes, apart from its words: these stand in the locale files, under `templates.<id>` and `launchSteps`. */
export interface TemplateShape {
  readonly id: TemplateId;
  readonly firstActivities: readonly Pick<Template['firstActivities'][number], 'kind' | 'afterDays' | 'minutes'>[];
  readonly rhythm: Pick<Template['rhythm'], 'everyWeeks' | 'minutes'>;
  readonly launchSteps: readonly Pick<Template['launchSteps'][number], 'key' | 'by' | 'day'>[];
}

/** In the order in which they are offered. To add one, add its data file and its words, and name it here. */
const shapes: readonly TemplateShape[] = [
  professionalDiscipline, sharedProblem, toolOrTechnology, newRole, clientSector, learningFromProjects, specialInterestGroup,
];

const inWords = (language: Language): readonly Template[] => shapes.map(({ id, firstActivities, rhythm, launchSteps }) => {
  const say = sayIn(language);
  const words = `templates.${id}` as const;
  return {
    id, name: say(`${words}.name`), fits: say(`${words}.fits`),
    prompts: {
      domain: say(`${words}.prompts.domain`), forWhom: say(`${words}.prompts.forWhom`),
      practice: say(`${words}.prompts.practice`), waysOfWorking: say(`${words}.prompts.waysOfWorking`),
    },
    exampleIssues: sayAllIn(language, `${words}.exampleIssues`),
    firstActivities: firstActivities.map((each) => ({ ...each, title: say(`${words}.activities.${each.kind}.title` as Key), why: say(`${words}.activities.${each.kind}.why` as Key) })),
    rhythm: { ...rhythm, says: say(`${words}.rhythm`) },
    launchSteps: launchSteps.map((each) => ({ ...each, title: say(`launchSteps.${each.key}.title`), why: say(`launchSteps.${each.key}.why`) })),
  };
});

const all = Object.fromEntries(languages.map((language) => [language, inWords(language)])) as Record<Language, readonly Template[]>;

/** Every template as somebody reads it in this language. */
export const templatesIn = (language: Language): readonly Template[] => all[language];

/** The template with this id, or undefined. */
export function findTemplate(id: string, language: Language): Template | undefined {
  return all[language].find((template) => template.id === id);
}

/** The template that a person means by an id, or by a name in any of the languages, whatever the case; or undefined. */
export function findTemplateByIdOrName(words: string): Template | undefined {
  const wanted = words.trim().toLowerCase();
  return languages.flatMap((language) => all[language]).find((template) => template.id === wanted || template.name.toLowerCase() === wanted);
}
