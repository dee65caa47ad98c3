import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60 * 1000;

export interface ServerCertificate { cert: string, key: string, caFile: string, caPem: string }

/**
 * A certificate for localhost, 127.0.0.1 and ::1, signed by the sandbox's own authority. The authority is made once
 * per directory (`ca.pem`, `ca-key.pem`), so that what trusts it keeps trusting it; the server's certificate is new
 * at every start.
 */
export async function certificateFor(directory: string, now = new Date()): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  await mkdir(directory, { recursive: true });
  const authority = await readAuthority(directory) ?? await makeAuthority(directory, now);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=localhost, O=Trellis sandbox',
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 365 * day),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' }, { type: 'ip', value: '127.0.0.1' }, { type: 'ip', value: '::1' },
      ]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(await authority.certificate.publicKey.export()),
    ],
  });
  return {
    cert: certificate.toString('pem'),
    key: await privateKeyPem(keys.privateKey),
    caFile: join(directory, 'ca.pem'),
    caPem: authority.certificate.toString('pem'),
  };
}

interface Authority { certificate: x509.X509Certificate, key: CryptoKey }

async function readAuthority(directory: string): Promise<Authority | null> {
  try {
    const certificate = new x509.X509Certificate(await readFile(join(directory, 'ca.pem'), 'utf8'));
    const der = x509.PemConverter.decode(await readFile(join(directory, 'ca-key.pem'), 'utf8'))[0];
    if (!der || certificate.notAfter.getTime() < Date.now() + 30 * day) return null;
    return { certificate, key: await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']) as CryptoKey };
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
}

async function makeAuthority(directory: string, now: Date): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // A name of its own: a process that trusts several authorities finds each by its name.
    name: `CN=Trellis sandbox authority ${randomBytes(4).toString('hex')}`,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 3650 * day),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  await writeFile(join(directory, 'ca-key.pem'), await privateKeyPem(keys.privateKey), { mode: 0o600 });
  await writeFile(join(directory, 'ca.pem'), certificate.toString('pem'));
  return { certificate, key: keys.privateKey };
}

async function privateKeyPem(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}
