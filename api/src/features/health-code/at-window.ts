/** What a clerk does for whoever has no phone, by the document in his hand: one permission, and counted by clerk and by document. */
export const atWindow = {
  permission: 'healthCode.printAtWindow',
  limits: [
    { rule: 'window.person.actor', by: 'actor' as const },
    { rule: 'window.person.target', by: ({ body }: { body: { person: { number: string } } }) => body.person.number },
  ],
}
