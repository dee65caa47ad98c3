import type { SampleCommunity } from '../sample.ts';

/** A beginning: nearly everything is still to be done, and the next useful thing to do is named. */
export const utilitiesAsClients: SampleCommunity = {
  name: 'Utilities as clients',
  about: 'How water utilities buy, regulate, budget and decide, and what that means for our work.',
  templateId: 'client-sector', unit: 'Client Partnerships', topics: ['regulation', 'bids'],
  team: 'Utilities Clients', channel: 'Regulation watch', coordinator: 'emily.chartrand',
  charter: { domain: 'What we learn about water utilities as clients, across three countries and their regulators.', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] },
  stage: 'potential',
  members: {
    'emily.chartrand': { offers: ['Reading a utility’s budget'] },
    'lourenco.pimentel': { offers: ['Reading a price review'], active: true },
    'shanthi.govindasamy': { seeks: ['Who reads a bid'] },
  },
  series: 'draft',
  launch: { inDays: 49, stepsDone: 1 },
};
