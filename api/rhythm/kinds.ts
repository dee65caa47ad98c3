import type { RhythmKind } from './year-contract.ts';

/** Words by which a kind is told from a subject, the first that fits; in the languages that subjects are most often written in here. */
const words: readonly (readonly [RhythmKind, RegExp])[] = [
  ['visit', /\b(visits?|(site|factory|studio|study) tour|tour of|guest|field trip|excursion|open day|visites?|besuch|besichtigung)\b/],
  ['social', /\b(social|lunch|breakfast|coffee|drinks|dinner|get[- ]?together|meet[- ](and|&|n)[- ]greet|welcome|newcomers?|celebration|anniversary|caf[eé]|d[eé]jeuner|ap[eé]ro|mittagessen|stammtisch)\b/],
  ['story', /\b(stor(y|ies)|lessons?|learn(ed|t)|retro(spective)?s?|post[- ]?mortem|debrief|look(ing)? back|what went wrong|how we|why it|case study|r[eé]cits?|retour d.exp[eé]rience|erfahrungsbericht|r[uü]ckblick)\b/],
  ['show-and-tell', /\b(demos?|show|showcase|show[- ](and|&)[- ]tell|lightning|walk[- ]?through|presentations?|hands[- ]on|tours?|d[eé]monstration|vorf[uü]hrung)\b/],
  ['problem-help', /\b(clinics?|office hours?|help|problems?|cases?|stuck|triage|bugs?|troubleshoot(ing)?|debug(ging)?|questions?|q ?(&|and) ?a|ask (me|us)|support|surgery|probl[eè]mes?|entraide|sprechstunde|fallbesprechung)\b/],
  ['project', /\b(projects?|workshops?|hackathon|sprint|working (session|group meeting)|backlog|refinement|planning|implementation|checklist|draft(ing)?|trial|pilot|projets?|atelier|projekt|werkstatt)\b/],
];

/** Of which kind an activity seems to be, by its subject; a regular meeting when nothing tells. */
export function proposeKind(subject: string): RhythmKind {
  const text = subject.toLowerCase();
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'meeting';
}
