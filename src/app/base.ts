/** Where the tab lies on its server, without the slash at its end. */
export const base = import.meta.env.BASE_URL.replace(/\/$/, '');
