/** Which greeting fits the hour in Asia/Shanghai. */
export function partOfDay(now: Date): 'morning' | 'afternoon' | 'evening' {
  const hour = (now.getUTCHours() + 8) % 24
  if (hour >= 5 && hour < 12) return 'morning'
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening'
}
