import { implement, type Route } from '../platform/http/implement.ts';
import { templatesIn } from './templates.ts';
import { listTemplates } from './templates-contract.ts';

export function templatesRoutes(): Route[] {
  return [implement(listTemplates, ({ language }) => ({ items: [...templatesIn(language)] }))];
}
