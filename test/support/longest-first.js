import Sequencer from '@jest/test-sequencer';

/**
 * Suites that take longest, the longest first. On a fresh machine Jest knows nothing of them but the sizes of their
 * files, and a suite of a minute that is begun last leaves a core idle for that minute.
 */
const longest = [
  'tab/screens', 'trouble/killed-at-every-write', 'trouble/graph-says-no', 'tab/languages', 'trouble/killed-process', 'tab/', 'scripts/', 'e2e/', 'following/', 'platform/graph-budget', 'sandbox/teams-page',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => (longest.findIndex((name) => path.includes(`/test/${name}`)) + 1) || longest.length + 1;
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}
