import { sayHello } from './app/say-hello.ts';

// Teams is greeted while the rest of the code is still being read: its answers take about as long.
const greeted = sayHello();
void import('./app/start-tab.tsx').then(({ startTab }) => startTab(greeted));
