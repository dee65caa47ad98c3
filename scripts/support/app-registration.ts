import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppRegistration } from '../../sandbox/kernel/app-registration.ts';
import { readManifest } from '../app-package.ts';
import { appIdUri, type Environment, type Ports, root } from './environment.ts';

/** The part of `infra/aad.manifest.json` that the sandbox needs; it is the Microsoft Graph app manifest of Entra ID. */
interface EntraManifest {
  displayName: string;
  appRoles?: { id: string; value: string; displayName: string }[];
  requiredResourceAccess?: { resourceAppId: string; resourceAccess: { id: string; type: 'Scope' | 'Role' }[] }[];
}
