import { act } from '@testing-library/react'
import type { ColourView, DeclarationForm, DeclarationView, FiredRule, HealthCodeStatus, HealthCodeView } from '@zsb/shared/health-code'
import { useNetwork } from '../src/platform/network'
import { useSession } from '../src/platform/session'
import { signInAs } from './show'
import { resetTaro, setRouteParams } from './taro'

const named = (zh: string) => ({ zh, en: zh })
export const MEI = '01JD0000000000000000000MEY'
export const BAO = '01JD0000000000000000000BA0'
export const APPEAL_NUMBER = 'SS-20261123-4KD7QW-8'
/** That many seconds from now. */
export const fromNow = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

export const healthOn: HealthCodeStatus = {
  active: {
    documentNumber: '临疫指〔2026〕18号',
    authority: named('指挥部'),
    area: { code: '990100', ...named('临江市') },
    purpose: named('查明接触者'),
    endsOn: '2099-12-31',
    since: '2026-11-20T00:00:00.000Z',
  },
  endedAt: null,
}

export const declarationForm: DeclarationForm = {
  form: {
    code: 'healthDeclaration',
    version: 3,
    sections: [
      {
        code: 'today',
        ...named('今天'),
        fields: [{ code: 'temperature', ...named('体温'), kind: 'number', decimals: 1, from: 34, to: 43, required: true }],
      },
    ],
  },
  persons: [
    { personId: MEI, name: '王小梅', relation: 'self', mayPrint: false },
    { personId: BAO, name: '李小宝', relation: 'child', mayPrint: true },
  ],
}

/** What every page of the health code asks for while there is one; the live line stays away. */
export const healthAnswers = {
  'POST /api/v1/live/tickets': { fails: 'no line' },
  'GET /api/v1/health/status': { body: healthOn },
  'GET /api/v1/health/declaration-form': { body: declarationForm },
}

/** 王小梅 on a phone with network and nothing on it. */
export function beginAsMei(): void {
  resetTaro()
  act(() => {
    useSession.getState().signOut()
    useNetwork.setState({ online: true })
  })
  signInAs({ personId: MEI })
  setRouteParams({})
}

/** A rule that fired on the notice of an area. */
export const riskArea: FiredRule = {
  rule: 'stay',
  colour: 'yellow',
  words: named('您到过江口镇'),
  input: { kind: 'riskArea', id: 'r1', source: named('市疾控中心'), documentNumber: '临疾控告〔2026〕7号' },
  until: '2099-11-25T06:00:00.000Z',
  steps: [named('做 1 次检测')],
}

export const buildColour = (over: Partial<ColourView> = {}): ColourView => ({
  colour: 'green',
  missing: null,
  fired: [],
  until: null,
  ruleSet: { code: 'city', version: 12, effectiveFrom: '2026-11-20', name: named('规则') },
  assessedAt: '2026-11-23T06:00:00.000Z',
  ...over,
})

/** A code that lives for a minute from now on, unless told otherwise. */
export function buildHealthCode(over: Partial<HealthCodeView> = {}): HealthCodeView {
  const now = Date.now()
  const in_ = (seconds: number) => new Date(now + seconds * 1000).toISOString()
  return {
    person: { personId: MEI, name: '王小梅', nameMasked: '王**' },
    colour: buildColour(),
    care: [],
    districts: [],
    code: { id: 'c1', text: 'https://zsb.example/h#a.b.c', expiresAt: in_(60), renewAfter: in_(50) },
    serverTime: in_(0),
    ...over,
  }
}

export const buildDeclaration = (over: Partial<DeclarationView> = {}): DeclarationView => ({
  id: '01JD00000000000000DECLARE1',
  personId: MEI,
  at: '2026-11-23T06:00:00.000Z',
  filledAt: '2026-11-23T05:59:00.000Z',
  formVersion: 3,
  lines: [{ code: 'temperature', label: named('体温'), text: named('36.5') }],
  answers: { temperature: '36.5' },
  state: 'counts',
  erasedOn: '2099-12-07',
  ...over,
})
