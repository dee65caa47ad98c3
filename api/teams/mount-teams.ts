import type { Server } from 'restify';
import type { Services } from '../platform/services.ts';
import { sharingActions } from '../launch/sharing-actions.ts';
import { memberActions } from '../membership/member-actions.ts';
import { startMemberJobs } from '../membership/tell-member.ts';
import { reminderActions } from '../rhythm/reminders/reminder-actions.ts';
import { startReminding } from '../rhythm/reminders/send-reminders.ts';
import { sponsorshipActions } from '../sponsorship/sponsorship-actions.ts';
import { startSponsorshipJobs } from '../sponsorship/sponsorship-jobs.ts';
import { serveAboutPages } from './about-pages.ts';
import { type Bot, createBot } from './bot.ts';
import { registerActivities } from './bot-activities.ts';
import { communityActions } from './message-extension.ts';
import { RestifyAdapter } from './restify-adapter.ts';
import { cloudOf, createTeamsApp } from './teams-app.ts';

/**
 * Puts the bot and the message extension on the API's server (`POST /api/messages`) and starts the
 * jobs that send cards.
 */
export async function mountTeams(server: Server, services: Services): Promise<Bot> {
  const app = createTeamsApp(services, new RestifyAdapter(server, cloudOf(services.settings).tokenIssuer));
  const bot = createBot(services, app);
  registerActivities(app, services, bot, { ...sponsorshipActions(services), ...communityActions(services), ...memberActions(services), ...sharingActions(services), ...reminderActions(services) });
  serveAboutPages(server);
  await app.initialize();
  await startSponsorshipJobs(services, bot);
  await startMemberJobs(services, bot);
  await startReminding(services, bot);
  return bot;
}
