/** The part of autocannon that the benchmarks use; the package brings no types. */
declare module 'autocannon' {
  interface Result { requests: { average: number }; latency: { p50: number; p99: number }; non2xx: number; errors: number }
  export default function autocannon(options: { url: string; headers?: Record<string, string>; connections: number; duration: number }): Promise<Result>;
}
