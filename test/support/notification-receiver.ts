import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnyJson } from './sandbox.ts';

export interface NotificationReceiver {
  /** Where it listens; anything may follow the last slash. */
  url: string;
  /** Notifications as they came, in order, each with the path it came to. */
  received: AnyJson[];
  /** How many requests brought them. */
  requests: number;
  /** Answers to what is not a validation, in order; 202 when there are none. Null: no answer. */
  answers: (number | null)[];
  /** How a validation is answered; as Microsoft wants it unless told otherwise. */
  validate: (token: string, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** An address that Graph's change notifications can be sent to. */
export async function startNotificationReceiver(): Promise<NotificationReceiver> {
  const receiver: NotificationReceiver = {
    url: '', received: [], requests: 0, answers: [],
    validate: (token, response) => { response.setHeader('Content-Type', 'text/plain'); response.end(token); },
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
  const server = createServer((request, response) => { void answer(request, response); });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const token = searchParams.get('validationToken');
    if (token !== null) return receiver.validate(token, response);
    receiver.requests += 1;
    const status = receiver.answers.length > 0 ? receiver.answers.shift()! : 202;
    if (status === null) return;
    if (status < 300) for (const each of (JSON.parse(Buffer.concat(chunks).toString()) as { value: object[] }).value) receiver.received.push({ ...each, at: pathname });
    response.statusCode = status;
    response.end();
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return receiver;
}
