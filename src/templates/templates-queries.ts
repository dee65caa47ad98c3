import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export const templates = queryOptions({ queryKey: ['templates'], queryFn: ({ signal }) => call('listTemplates', { signal }), staleTime: Infinity });
