import { SettingsError } from '../../api/platform/errors.ts';
import { parseSettings } from '../../api/platform/settings.ts';

const id = '11111111-1111-4111-8111-111111111111';
const needed = { PUBLIC_URL: 'https://trellis.example', TENANT_ID: id, CLIENT_ID: id, APP_ID_URI: `api://trellis.example/botid-${id}` };

function refusalOf(raw: Record<string, string>): SettingsError {
  try {
    parseSettings(raw);
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new TypeError('the settings were taken');
}

describe('the client secret', () => {
  it('is CLIENT_SECRET, and else what stands under the toolkit’s name for it', () => {
    expect(parseSettings({ ...needed, CLIENT_SECRET: 'ours', SECRET_CLIENT_SECRET: 'theirs' }).clientSecret).toBe('ours');
    expect(parseSettings({ ...needed, CLIENT_SECRET: '', SECRET_CLIENT_SECRET: 'theirs' }).clientSecret).toBe('theirs');
  });

  it('is not what the toolkit encrypted for itself: that is said, with what to do', () => {
    const { problems } = refusalOf({ ...needed, SECRET_CLIENT_SECRET: 'crypto_0123456789abcdef' });
    expect(problems).toEqual([{ setting: 'CLIENT_SECRET', reason: expect.stringContaining('encrypted by the toolkit'), remedy: expect.stringContaining('as CLIENT_SECRET') }]);
    expect(JSON.stringify(problems)).not.toContain('0123456789abcdef');
    expect(parseSettings({ ...needed, CLIENT_SECRET: 'ours', SECRET_CLIENT_SECRET: 'crypto_0123456789abcdef' }).clientSecret).toBe('ours');
  });
});
