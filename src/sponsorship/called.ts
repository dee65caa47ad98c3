import type { TFunction } from 'i18next';

/** The name of somebody, or a word for one who is not known or had their name taken off. */
export const called = ({ displayName }: { displayName: string }, t: TFunction): string => displayName || t('sponsorship.someone');
