import type { AppRegistration } from './app-registration.ts';
import type { TenantFile } from '../tenant/tenant-file.ts';

/**
 * Everything the local Microsoft 365 knows about its one tenant. Each part of the sandbox keeps its own maps in an
 * area (`defineArea`); all of it is written to disk as one piece, so areas hold plain data: Map, Set, Date, bytes,
 * arrays and objects, no functions or class instances.
 */
export interface TenantState {
  /** Of which form the areas are; a kept state of another form is begun anew. */
  readonly form: number;
  readonly tenantId: string;
  /** The file the tenant was made from; areas are built from it at first use. */
  readonly tenant: TenantFile;
  readonly apps: Map<string, AppRegistration>;
  readonly areas: Map<string, unknown>;
}

/** Raised when what an area keeps gets another form. */
export const stateForm = 7;

export interface Area<T> {
  readonly name: string;
  /** The area's data in this state, built from the tenant file the first time. */
  of(state: TenantState): T;
}

/** Declares an area of the state. `build` is called once per state, when the area is first asked for. */
export function defineArea<T>(name: string, build: (tenant: TenantFile, state: TenantState) => T): Area<T> {
  return {
    name,
    of(state) {
      if (!state.areas.has(name)) state.areas.set(name, build(state.tenant, state));
      return state.areas.get(name) as T;
    },
  };
}

export function newState(tenant: TenantFile): TenantState {
  return { form: stateForm, tenantId: tenant.organization.id, tenant, apps: new Map(), areas: new Map() };
}
