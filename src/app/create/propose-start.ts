/** Ten in the morning, so many days from `now`, moved on to Monday when that is a weekend; as `datetime-local` wants it. */
export function proposeStart(now: Date, afterDays: number): string {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate() + Math.max(1, afterDays), 10);
  const weekday = start.getDay();
  if (weekday === 6) start.setDate(start.getDate() + 2);
  if (weekday === 0) start.setDate(start.getDate() + 1);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}T10:00`;
}
