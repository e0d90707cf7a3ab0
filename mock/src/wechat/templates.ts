/** Subscribe-message templates of the demo account; the field's name says what it may hold, as WeChat has it. */
export const TEMPLATES: Record<string, readonly string[]> = {
  'tmpl-licence-shown': ['thing1', 'thing2', 'time3'],
  'tmpl-licence-expiring': ['thing1', 'time2'],
  'tmpl-case-progress': ['thing1', 'phrase2', 'time3'],
}

const LIMITS: Record<string, (text: string) => boolean> = {
  thing: (text) => [...text].length <= 20,
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
  time: (text) => [...text].length <= 32,
}

/** True when `data` fills the template: every field `{value}`, nothing else, each within its limit. */
export function fitsTemplate(templateId: string, data: Record<string, unknown>): boolean {
  const names = TEMPLATES[templateId] ?? []
  if (Object.keys(data).length !== names.length) return false
  return names.every((name) => {
    const field = data[name]
    if (typeof field !== 'object' || field === null || !('value' in field) || typeof field.value !== 'string' || field.value === '') return false
    return LIMITS[name.replace(/\d+$/, '')]?.(field.value) ?? false
  })
}
