/** Upper bounds of the latency histogram's buckets, in seconds. */
const bounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Count { requests: number; retries: number; throttled: number }
interface Series extends Count { failed: number; buckets: number[]; seconds: number; waitedSeconds: number }

/** What was asked of Graph, by operation and identity: no person, team or address is in it. */
export interface GraphMetrics {
  /** A request, alone or as a part of a batch, was answered, or was not. */
  answered(operation: string, identity: string, ms: number, failed: boolean): void;
  sent(operation: string, identity: string): void;
  retried(operation: string, identity: string): void;
  throttled(operation: string, identity: string): void;
  /** It waited for the limits to leave room. */
  waited(operation: string, identity: string, ms: number): void;
  counts(): Record<string, Count>;
  /** In the text format of Prometheus. */
  toText(): string;
}

export function createGraphMetrics(): GraphMetrics {
  const series = new Map<string, Series>();
  const of = (operation: string, identity: string): Series => {
    const key = `${operation} ${identity}`;
    const known = series.get(key);
    if (known) return known;
    const made: Series = { requests: 0, retries: 0, throttled: 0, failed: 0, buckets: bounds.map(() => 0), seconds: 0, waitedSeconds: 0 };
    series.set(key, made);
    return made;
  };
  return {
    answered(operation, identity, ms, failed) {
      const one = of(operation, identity);
      const seconds = ms / 1_000;
      one.seconds += seconds;
      if (failed) one.failed += 1;
      for (const [index, bound] of bounds.entries()) if (seconds <= bound) one.buckets[index]! += 1;
    },
    sent: (operation, identity) => { of(operation, identity).requests += 1; },
    retried: (operation, identity) => { of(operation, identity).retries += 1; },
    throttled: (operation, identity) => { of(operation, identity).throttled += 1; },
    waited: (operation, identity, ms) => { of(operation, identity).waitedSeconds += ms / 1_000; },
    counts() {
      const counts: Record<string, Count> = {};
      for (const [key, { requests, retries, throttled }] of series) {
        const sum = (counts[key.split(' ')[0]!] ??= { requests: 0, retries: 0, throttled: 0 });
        sum.requests += requests;
        sum.retries += retries;
        sum.throttled += throttled;
      }
      return counts;
    },
    toText() {
      const lines: string[] = [];
      const counter = (name: string, help: string, value: (one: Series) => number) => {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`);
        for (const [key, one] of series) lines.push(`${name}{${labels(key)}} ${value(one)}`);
      };
      counter('trellis_graph_requests_total', 'Requests sent to Microsoft Graph, parts of batches each for themselves.', ({ requests }) => requests);
      counter('trellis_graph_retries_total', 'Requests sent again.', ({ retries }) => retries);
      counter('trellis_graph_throttled_total', 'Answers that asked for a pause.', ({ throttled }) => throttled);
      counter('trellis_graph_failed_total', 'Requests that failed or had no answer.', ({ failed }) => failed);
      counter('trellis_graph_waited_seconds_total', 'Time that requests waited for limits to leave room.', ({ waitedSeconds }) => waitedSeconds);
      lines.push('# HELP trellis_graph_request_seconds Time to the answer.', '# TYPE trellis_graph_request_seconds histogram');
      for (const [key, { buckets, requests, seconds }] of series) {
        for (const [index, bound] of bounds.entries()) lines.push(`trellis_graph_request_seconds_bucket{${labels(key)},le="${bound}"} ${buckets[index]}`);
        lines.push(`trellis_graph_request_seconds_bucket{${labels(key)},le="+Inf"} ${requests}`, `trellis_graph_request_seconds_sum{${labels(key)}} ${seconds}`, `trellis_graph_request_seconds_count{${labels(key)}} ${requests}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

function labels(key: string): string {
  const [operation, identity] = key.split(' ');
  return `operation="${operation}",identity="${identity}"`;
}
