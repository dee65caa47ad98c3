import { z } from 'zod';

/** Text as a database can keep it: without U+0000, and with U+FFFD in place of half a character. */
export const keepable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/** Text that a person wrote, without blanks around it; limits are added by whoever uses it. */
export const writtenText = () => z.string().overwrite(keepable).trim();
