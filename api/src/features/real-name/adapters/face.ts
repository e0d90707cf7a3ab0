import { AppError } from '../../../platform/http/app-error'
import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from '../../sessions'
import type { FacePartner } from './registers'

const TICKET = /^[A-Za-z0-9_-]{8,128}$/
const STATES = ['pending', 'passed', 'failed', 'expired'] as const

interface Parts {
  line: PartnerLine
  key: string
  /** Where the partner's page leads afterwards: our own app, from configuration, never from a request. */
  returnUrl: string
  exchangeCodeOf: (documentType: string) => string
}

/** The certified face-check partner 人脸核身; its page takes the picture, we only learn how it ended. */
export function createFace({ line, key, returnUrl, exchangeCodeOf }: Parts): FacePartner {
  const headers = { ...jsonHeaders, 'x-face-key': key }
  return {
    start: async ({ name, documentType, number }) => {
      const body = JSON.stringify({ name, documentType: exchangeCodeOf(documentType), number, returnUrl })
      const answer = await askPartner(line, 'face', { method: 'POST', path: '/checks', headers, body })
      if (answer.status === 422) throw new AppError('REAL_NAME_CLAIM_MISSING')
      const { ticket, url, expiresAt } = parseObject('face', answer.text)
      const good =
        answer.status === 201 &&
        typeof ticket === 'string' &&
        TICKET.test(ticket) &&
        typeof url === 'string' &&
        typeof expiresAt === 'string' &&
        !Number.isNaN(Date.parse(expiresAt))
      if (!good) throw partnerDown('face', `status.${answer.status}`)
      return { ticket, url, expiresAt: new Date(expiresAt) }
    },
    result: async (ticket) => {
      const answer = await askPartner(line, 'face', { method: 'GET', path: `/checks/${ticket}`, headers })
      if (answer.status === 404) return 'expired'
      const said = String(parseObject('face', answer.text).state)
      const state = STATES.find((known) => known === said)
      if (answer.status !== 200 || !state) throw partnerDown('face', `status.${answer.status}`)
      return state
    },
  }
}
