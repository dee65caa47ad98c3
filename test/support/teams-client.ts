export * from '../../sandbox/teams-page/teams-client.ts';
