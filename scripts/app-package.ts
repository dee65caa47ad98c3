import type { TeamsManifest } from '@microsoft/app-manifest';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the placeholders of `appPackage/manifest.json` stand for; the names are those of the env files. */
export interface ManifestValues {
  /** The app's id in the Teams catalogue; the client id where nothing else is known, as in the sandbox. */
  TEAMS_APP_ID?: string;
  /** Client id of the app's registration, which is also the bot's id. */
  CLIENT_ID: string;
  /** `api://{host}/botid-{client id}`. */
  APP_ID_URI: string;
  /** Where API and tab are reached, without a slash at the end. */
  PUBLIC_URL: string;
  /** Added to the app's short name, such as ` (dev)`. */
  APP_NAME_SUFFIX?: string;
}

/** A placeholder of the manifest for which there is no value. */
export class ManifestValueMissingError extends Error {
  readonly code = 'manifest-value-missing';
  readonly placeholder: string;
  constructor(placeholder: string) {
    super(`The manifest needs a value for ${placeholder}; put it in the env file.`);
    this.placeholder = placeholder;
  }
}

export const appPackageFolder = fileURLToPath(new URL('../appPackage/', import.meta.url));

/**
 * The Teams app manifest with its placeholders filled in, as Teams would get it. The placeholders
 * have the form of the Microsoft 365 Agents Toolkit (`${{NAME}}`), which fills them in the same way.
 */
export function readManifest(values: ManifestValues): TeamsManifest {
  const known: Record<string, string | undefined> = {
    ...values,
    TEAMS_APP_ID: values.TEAMS_APP_ID ?? values.CLIENT_ID,
    PUBLIC_HOST: new URL(values.PUBLIC_URL).host,
    APP_NAME_SUFFIX: values.APP_NAME_SUFFIX ?? '',
  };
  const text = readFileSync(`${appPackageFolder}manifest.json`, 'utf8').replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw new ManifestValueMissingError(name);
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(text) as TeamsManifest;
}
