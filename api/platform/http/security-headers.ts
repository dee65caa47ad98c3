/**
 * Who may hold the tab in a frame: Teams, Microsoft 365 and Outlook. Microsoft Learn,
 * "Tab requirements" (content security policy, frame-ancestors).
 */
const teamsHosts = [
  'https://teams.microsoft.com', 'https://*.teams.microsoft.com', 'https://teams.microsoft.us', 'https://local.teams.office.com',
  'https://*.cloud.microsoft', 'https://*.microsoft365.com', 'https://*.office.com', 'https://outlook.office.com', 'https://outlook.office365.com',
];

/** Headers of every answer. Fluent UI writes its styles into the page while running, so styles may be inline; scripts may not. */
export function securityHeaders(teamsHostOrigins: readonly string[], uploadOrigins: readonly string[]): [string, string][] {
  return [
    ['content-security-policy', [
      "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data: https://res.cdn.office.net https://static2.sharepointonline.com",
      `connect-src 'self' https://res.cdn.office.net ${uploadOrigins.join(' ')}`, "object-src 'none'", "base-uri 'none'", "form-action 'self'", `frame-ancestors 'self' ${[...teamsHosts, ...teamsHostOrigins].join(' ')}`,
    ].join('; ')],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'strict-origin-when-cross-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
  ];
}
