/** What a sign-in partner says of a code: who it is, or that the code is not good. An unreachable partner throws UPSTREAM_UNAVAILABLE. */
export type PartnerAnswer = { ok: true; subject: string } | { ok: false; reason: 'codeInvalid' | 'codeUsed' | 'refused' }

/** A sign-in partner. Whatever else it hands out, such as WeChat's session_key, stays inside its adapter (security.md R28). */
export interface SignInPartner {
  exchange: (code: string) => Promise<PartnerAnswer>
}
/** WeChat also proves phone numbers, by a code of its phone component. */
export interface PhonePartner {
  phoneNumber: (code: string) => Promise<{ ok: true; phone: string } | { ok: false }>
}
export interface SmsSender {
  send: (message: { phone: string; code: string }) => Promise<void>
}
