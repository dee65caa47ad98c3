import { firstTimeTeamLeads } from './crafts/first-time-team-leads.ts';
import { hydraulicModelling } from './crafts/hydraulic-modelling.ts';
import { leakDetection } from './crafts/leak-detection.ts';
import { learningFromProjects } from './crafts/learning-from-projects.ts';
import { pythonForEngineers } from './crafts/python-for-engineers.ts';
import { utilitiesClients } from './crafts/utilities-clients.ts';
import type { FileSketch } from './file-sketch.ts';

/** Libraries of the six teams of a shared craft, by team. */
export const craftLibraries: Record<string, FileSketch[]> = {
  'Hydraulic Modelling': hydraulicModelling,
  'Leak Detection': leakDetection,
  'Python for Engineers': pythonForEngineers,
  'First-Time Team Leads': firstTimeTeamLeads,
  'Utilities Clients': utilitiesClients,
  'Learning from Projects': learningFromProjects,
};
