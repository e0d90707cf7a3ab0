import type { GraphBox } from '@/ui'

/** A second person 另一方 in a graph: he stands among the parts, under a name of his own. */
export const roleCode = (role: string): string => `role.${role}`

export const roleBox = ({ role, ...box }: Pick<GraphBox, 'title' | 'lines' | 'waits'> & { role: { code: string }; tone?: GraphBox['tone'] }): GraphBox => ({
  tone: 'warn',
  icon: 'user-round-check',
  ...box,
  code: roleCode(role.code),
})
