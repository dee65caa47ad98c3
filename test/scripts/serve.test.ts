import { execFile } from 'node:child_process';
import path from 'node:path';
import { root } from '../../scripts/support/environment.ts';

describe('npm run serve', () => {
  it('names every setting of the real tenant that is missing before it builds anything, with status 1', async () => {
    const settings = { TRELLIS_ENV: '', PUBLIC_URL: '', TENANT_ID: 'contoso', CLIENT_ID: '', CLIENT_SECRET: '', APP_ID_URI: '', NODE_OPTIONS: '' };
    const { status, said } = await new Promise<{ status: number | null; said: string }>((resolve) => {
      const child = execFile(process.execPath, [path.join(root, 'scripts/serve.ts')], { cwd: root, env: { ...process.env, ...settings } }, (_, out, errors) => resolve({ status: child.exitCode, said: out + errors }));
    });
    expect(status).toBe(1);
    for (const setting of ['PUBLIC_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'APP_ID_URI']) expect(said).toMatch(new RegExp(`^${setting}: is not set\\. (Give|Put)`, 'm'));
    expect(said).toMatch(/^TENANT_ID: cannot be used/m);
    expect(said).not.toMatch(/vite|built in/);
  });
});
