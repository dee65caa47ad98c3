/** What came over the wire, read by tests as it comes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Wire = any;
