import { z } from 'zod';
import { type ZodOpenApiOperationObject, type ZodOpenApiPathsObject, createDocument } from 'zod-openapi';
import { type Operation, problem } from './operation-contract.ts';

const failures: Record<string, string> = {
  400: 'Something in the request cannot be accepted.', 401: 'Not signed in.', 403: 'Not allowed.', 404: 'Unknown, or not for this person.',
  409: 'Clashes with what is there by now.', 413: 'Too large.', 415: 'Not JSON.', 503: 'Not available just now; see retry-after.',
};

/** The OpenAPI 3.1 description of the operations, made from their zod schemas. */
export function openApiDocument(operations: readonly Operation[], serverUrl: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Trellis', version: '1', description: 'Communities of practice in Microsoft Teams.' },
    servers: [{ url: serverUrl }],
    security: [{ person: [] }],
    components: { securitySchemes: { person: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Access token of Entra ID for a person, scope access_as_user.' } } },
    paths,
  });
}

function described(operation: Operation): ZodOpenApiOperationObject {
  const hasBody = !(operation.body instanceof z.ZodUndefined);
  return {
    operationId: operation.name,
    summary: operation.summary,
    requestParams: { path: operation.params, query: operation.query },
    ...(hasBody ? { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } } : {}),
    responses: {
      [String(operation.status)]: { description: 'Done.', ...(operation.status === 204 ? {} : { content: { 'application/json': { schema: operation.response } } }) },
      ...(operation.method === 'GET' ? { 304: { description: 'As the caller knows it already.' } } : {}),
      ...Object.fromEntries(Object.entries(failures).map(([status, description]) => [status, { description, content: { 'application/problem+json': { schema: problem } } }])),
    },
  };
}
