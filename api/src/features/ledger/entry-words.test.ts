import { ERASED_FACTS } from './erased-facts'
import { entryWords } from './entry-words'
import type { LedgerWords } from './ledger.service'

const say = (code: string) => ({ zh: `词:${code}`, en: code })
const words: LedgerWords = {
  licence: say,
  fields: (_type, fields) => fields.map((code) => ({ code, ...say(code) })),
  relyingParty: say,
  scene: say,
  purpose: (_scene, purpose) => say(purpose),
}
const place = { zh: '临江万象城', en: '临江万象城' }

describe('the words of a line in the use ledger', () => {
  it('of a visit are the place, the colour that was shown and that the name was masked', () => {
    const told = entryWords({ ...ERASED_FACTS, kind: 'healthVisit', counter: place, colour: 'yellow' }, words)
    expect(told).toMatchObject({ licenceName: { zh: '健康码' }, relyingParty: place, scene: { zh: '进入场所' } })
    expect(told.fields.map(({ zh }) => zh)).toEqual(['黄码', '隐去的姓名'])
  })
  it('of a visit that somebody wrote in by hand are that it was so, and of one without network that no colour was seen', () => {
    const visit = { ...ERASED_FACTS, kind: 'healthVisit' as const, counter: place }
    expect(entryWords({ ...visit, via: 'manual' }, words)).toMatchObject({ purpose: { zh: expect.stringContaining('无手机登记') as string } })
    expect(entryWords({ ...visit, via: 'manual' }, words).fields.map(({ zh }) => zh)).toEqual(['姓名', '证件号码'])
    expect(entryWords({ ...visit, via: 'offline' }, words)).toMatchObject({ purpose: { zh: expect.stringContaining('没有查颜色') as string }, fields: [] })
  })
  it('of a visit by the place’s own code are who scanned it, and for a child its guardian', () => {
    const visit = { ...ERASED_FACTS, kind: 'healthVisit' as const, counter: place, via: 'rotating' as const }
    expect(entryWords(visit, words).purpose.zh).toContain('本人扫')
    expect(entryWords({ ...visit, shownBy: 'guardian' }, words).purpose.zh).toContain('监护人扫')
    expect(entryWords({ ...visit, via: 'manual', shownBy: 'guardian' }, words).purpose.zh).toContain('无手机登记')
  })
  it('of what was erased are that it was erased, and nothing else', () => {
    const told = entryWords({ ...ERASED_FACTS, counter: place }, words)
    expect(told).toMatchObject({ licenceName: { zh: '已按规定删除' }, relyingParty: { zh: '' }, counter: { zh: '' }, fields: [] })
  })
  it('of a licence are those of the register', () => {
    const facts = { ...ERASED_FACTS, kind: 'presentation' as const, licenceType: 'drivingLicence', scene: 'vehicleOffice', fields: ['name'] }
    expect(entryWords(facts, words)).toMatchObject({ licenceName: { en: 'drivingLicence' }, scene: { en: 'vehicleOffice' }, fields: [{ code: 'name' }] })
  })
})
