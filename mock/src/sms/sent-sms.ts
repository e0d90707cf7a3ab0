/** A message the gateway took. */
export interface SentSms {
  messageId: string
  phone: string
  template: string
  params: Record<string, string>
  text: string
  sentAt: Date
}
