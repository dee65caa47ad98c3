import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AppRegistration, TeamsManifest } from '../../sandbox/kernel/app-registration.ts';
import { readManifest } from '../app-package.ts';
import { appIdUri, type Environment, type Ports, publicUrl, root } from './environment.ts';

/** What the sandbox needs of `infra/aad.manifest.json`, the app's registration in Entra ID. Permissions go by name there. */
const registration = z.object({
  displayName: z.string(),
  appRoles: z.array(z.object({ id: z.string(), value: z.string(), displayName: z.string() })).default([]),
  requiredResourceAccess: z.array(z.object({
    resourceAppId: z.string(),
    resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Scope', 'Role']) })),
  })),
  publicClient: z.object({ redirectUris: z.array(z.string()) }).default({ redirectUris: [] }),
  spa: z.object({ redirectUris: z.array(z.string()) }).default({ redirectUris: [] }),
  web: z.object({ redirectUris: z.array(z.string()).default([]) }).default({ redirectUris: [] }),
});

const resourceSpecific = z.object({
  authorization: z.object({ permissions: z.object({ resourceSpecific: z.array(z.object({ name: z.string() })).default([]) }) }).optional(),
});

/**
 * The app as an administrator would have registered, consented and uploaded it: the same two files
 * that a real tenant gets, with this environment's values.
 */
export function readAppRegistration(env: Environment, ports: Ports): AppRegistration {
  const values = {
    CLIENT_ID: env.CLIENT_ID ?? '', TENANT_ID: env.TENANT_ID ?? '', APP_ID_URI: appIdUri(env, ports),
    PUBLIC_URL: publicUrl(ports), APP_NAME_SUFFIX: '',
  };
  const filled = readFileSync(path.join(root, 'infra/aad.manifest.json'), 'utf8')
    .replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => (values as Record<string, string>)[name] ?? placeholder);
  const entra = registration.parse(JSON.parse(filled));
  const manifest = readManifest(values);
  const permissions = (type: 'Scope' | 'Role') => entra.requiredResourceAccess.flatMap((resource) => resource.resourceAccess)
    .filter((access) => access.type === type).map((access) => access.id);
  return {
    clientId: values.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET ?? '',
    appIdUri: values.APP_ID_URI,
    displayName: entra.displayName,
    redirectUris: [...entra.web.redirectUris, ...entra.spa.redirectUris, ...entra.publicClient.redirectUris],
    delegatedPermissions: permissions('Scope'),
    applicationPermissions: permissions('Role'),
    resourceSpecific: resourceSpecific.parse(manifest).authorization?.permissions.resourceSpecific.map(({ name }) => name) ?? [],
    appRoles: entra.appRoles,
    botMessagingEndpoint: `http://localhost:${ports.api}/api/messages`,
    manifest: manifest as unknown as TeamsManifest,
    colorIcon: `data:image/png;base64,${readFileSync(path.join(root, 'appPackage', manifest.icons.color)).toString('base64')}`,
  };
}
