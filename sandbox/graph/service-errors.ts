import type { GraphOperation } from './graph-operation.ts';

export type GraphService = NonNullable<GraphOperation['service']>;

export interface ServiceError { code: string, message: string, inner?: Record<string, unknown> }

/** Graph's own words where the service behind an operation has none (Microsoft: "Microsoft Graph throttling guidance", sample response). */
const common: Record<number, ServiceError> = {
  401: { code: 'InvalidAuthenticationToken', message: 'Access token has expired or is not yet valid.' },
  403: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
  404: { code: 'Request_ResourceNotFound', message: 'Resource could not be found.' },
  409: { code: 'Conflict', message: 'The request conflicts with the state of the resource.' },
  410: { code: 'resyncRequired', message: 'Resync is required.' },
  429: { code: 'TooManyRequests', message: 'Please retry again later.', inner: { code: '429', message: 'Please retry after', status: '429' } },
  500: { code: 'InternalServerError', message: 'An internal server error occurred.' },
  502: { code: 'UnknownError', message: 'Bad gateway.' },
  503: { code: 'ServiceUnavailable', message: 'The service is temporarily unavailable.' },
  504: { code: 'UnknownError', message: 'Gateway timeout.' },
};

/** SharePoint's codes: Microsoft, "Error responses" of the OneDrive and SharePoint API. Outlook's: as Exchange names them. */
const ofService: Record<GraphService, Record<number, ServiceError>> = {
  directory: {},
  teams: {
    403: { code: 'Forbidden', message: 'Forbidden' },
    404: { code: 'NotFound', message: 'The resource was not found.' },
  },
  sharepoint: {
    403: { code: 'accessDenied', message: 'Access denied' },
    404: { code: 'itemNotFound', message: 'The resource could not be found.' },
    429: { code: 'activityLimitReached', message: 'The request has been throttled', inner: { code: 'throttledRequest' } },
    500: { code: 'generalException', message: 'General exception while processing' },
    503: { code: 'serviceNotAvailable', message: 'The server is busy.', inner: { code: 'throttledRequest' } },
  },
  outlook: {
    403: { code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
    404: { code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
    429: { code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' },
    500: { code: 'ErrorInternalServerError', message: 'An internal server error occurred. The operation failed.' },
  },
};

/** What the service behind an operation says with a status. */
export function serviceError(service: GraphService | undefined, status: number): ServiceError {
  return ofService[service ?? 'directory'][status] ?? common[status] ?? { code: 'UnknownError', message: '' };
}
