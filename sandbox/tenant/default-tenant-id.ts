/** Of Calderwell Water, the default tenant. */
export const DEFAULT_TENANT_ID = '3f2b8c64-6d1e-4a57-9c0b-8a4e5d7f1c20';
