import { askPartner, jsonHeaders, parseObject, partnerDown, type PartnerLine } from '../../sessions'
import type { PopulationRegister, RegisterAnswer } from './registers'

const ANSWERS: Record<string, RegisterAnswer> = { match: 'match', mismatch: 'mismatch', unknown: 'notOnRecord', deceased: 'deceased' }

/** The population register 人口库; kinds of documents travel as the codes of GB/T 36903. */
export function createPopulation({
  line,
  key,
  exchangeCodeOf,
}: {
  line: PartnerLine
  key: string
  exchangeCodeOf: (documentType: string) => string
}): PopulationRegister {
  return {
    check: async ({ name, documentType, number }) => {
      const body = JSON.stringify({ name, documentType: exchangeCodeOf(documentType), number })
      const answer = await askPartner(line, 'population', { method: 'POST', path: '/persons/check', headers: { ...jsonHeaders, 'x-register-key': key }, body })
      const said = answer.status === 200 ? ANSWERS[String(parseObject('population', answer.text).result)] : undefined
      if (!said) throw partnerDown('population', `status.${answer.status}`)
      return said
    },
  }
}
