import type { DocumentClaim } from '@zsb/shared/holder'

/** What a clerk does for whoever has no phone, by the document in his hand: one permission, and counted by clerk and by document. */
export const atWindow = {
  permission: 'healthCode.printAtWindow',
  limits: [
    { rule: 'window.person.actor', by: 'actor' as const },
    { rule: 'window.person.target', by: ({ body }: { body: { person: { number: string } } }) => body.person.number },
  ],
}

/** What the trail keeps of what a clerk had before him: which kind of document, and that the consent was signed. */
export interface SeenByClerk {
  documentType: string
  consentSigned: true
}
export const toSeen = ({ person, consentSigned }: { person: DocumentClaim; consentSigned: true }): SeenByClerk => ({
  documentType: person.documentType,
  consentSigned,
})
