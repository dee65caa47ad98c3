/** Where the tab lies on its server, without the slash at its end. */
export const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** The address inside the tab that is shown now. */
export const addressNow = (): string => window.location.pathname.slice(base.length);
