import { screen, waitFor } from '@testing-library/react'
import { assessColour, ColourInputs, ColourView, type HealthRuleSet, type RuleCase } from '@zsb/shared/health-code'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BAO, MEI, beginAsMei, buildColour, buildHealthCode, healthAnswers } from '../../../test/health'
import { idOf, press, show, shown, tapTwice } from '../../../test/show'
import Taro, { answerWith, asked } from '../../../test/taro'
import { parserOf } from '@/platform/parser'
import CodePage from './pages/code'
import { recompute } from './recompute.flow'

/** The rule set as it was published. */
const ruleSet = JSON.parse(readFileSync(join(__dirname, '../../../../api/content/health-rules/city.json'), 'utf8')) as HealthRuleSet
/** As it comes over the line. */
const sent = <Value,>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value
const inputsOf = ({ declarations, evidence, at: effectiveFrom }: RuleCase): ColourInputs =>
  sent({ ruleSet, effectiveFrom, declarations, evidence, overrides: [] })
const saidOf = (of: RuleCase): ColourView =>
  sent(assessColour({ ruleSet, effectiveFrom: of.at, declarations: of.declarations, evidence: of.evidence, at: new Date(of.at) }))

describe('本机重算 over the table of cases that was published with the rules', () => {
  it.each(ruleSet.cases.map((each) => [each.name.zh, each] as const))('%s: comes to what the table and the server say', (_, given) => {
    const said = saidOf(given)
    const { expected } = given
    expect({ colour: said.colour, rules: said.fired.map(({ rule }) => rule), until: said.until }).toEqual(expected)
    const result = recompute(parserOf(ColourInputs).parse(inputsOf(given)), said)
    expect(result).toMatchObject({ agrees: true, colour: expected.colour, version: ruleSet.version })
  })
  it('is another result with another colour, end, reason, word or version', () => {
    const given = ruleSet.cases.find(({ expected }) => expected.colour === 'yellow')!
    const said = saidOf(given)
    const [rule] = said.fired
    const others: Partial<ColourView>[] = [
      { colour: 'red' },
      { until: null },
      { fired: [] },
      { fired: [{ ...rule!, words: { zh: '上级要求', en: 'by order' } }, ...said.fired.slice(1)] },
      { ruleSet: { ...said.ruleSet, version: said.ruleSet.version + 1 } },
    ]
    for (const other of others) expect(recompute(inputsOf(given), { ...said, ...other })).toMatchObject({ agrees: false, colour: 'yellow' })
  })
})

describe('本机重算 on the page of the colour', () => {
  const yellow = ruleSet.cases.find(({ expected }) => expected.colour === 'yellow')!
  const OFFLINE = { fails: 'request:fail' }
  const COLOUR = `GET /api/v1/health/colours/${MEI}`
  const INPUTS = `${COLOUR}/inputs`
  type Answer = Parameters<typeof answerWith>[0][string]
  /** What is shown is what is said unless told otherwise. */
  const open = async ({
    said = saidOf(yellow),
    inputs = { body: inputsOf(yellow) } as Answer,
    codes = { body: buildHealthCode({ colour: said }) } as Answer,
  } = {}) => {
    answerWith({
      ...healthAnswers,
      'POST /api/v1/health/codes': codes,
      [COLOUR]: { body: said },
      [INPUTS]: inputs,
    })
    show(<CodePage />)
    await waitFor(() => idOf('recompute'))
  }
  const askedFor = () => asked.filter(({ url }) => url.endsWith('/inputs'))
  beforeEach(beginAsMei)

  it('asks for nothing before it is pressed; then it says by which version, that it is the same and from how much, and keeps nothing', async () => {
    await open()
    expect(askedFor()).toEqual([])
    await press('recompute')
    await waitFor(() => idOf('recompute-agrees'))
    expect(idOf('recompute-agrees').textContent).toContain(`本机按公布的规则（第 ${ruleSet.version} 版）重算，结果一致`)
    expect(idOf('recompute-agrees').textContent).toContain(`用了健康申报 ${yellow.declarations.length} 份`)
    expect(askedFor()).toHaveLength(1)
    const kept = Taro.getStorageInfoSync().keys.map((key) => JSON.stringify(Taro.getStorageSync(key)))
    expect(kept.join()).not.toContain(yellow.declarations[0]!.id)
    expect(kept.join()).not.toContain(ruleSet.rules[0]!.code)
  })
  it('says plainly that it comes to something else, once it was asked twice, and where to appeal and whom to call', async () => {
    await open({ inputs: { body: { ...inputsOf(yellow), evidence: [], declarations: sent(yellow.declarations).map((each) => ({ ...each, answers: {} })) } } })
    await press('recompute')
    await waitFor(() => idOf('recompute-differs'))
    expect(idOf('recompute-differs').textContent).toContain('得出的是绿码，和上面显示的不一致')
    expect(askedFor()).toHaveLength(2)
    await press('recompute-call')
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '12345' })
    await press('recompute-appeal')
    expect(JSON.stringify(Taro.navigateTo.mock.calls)).toContain('pages/appeal/index')
  })
  it('is of what is said now: a colour that is old on the screen is drawn anew first, and what came of it stands below the new one', async () => {
    const green = ruleSet.cases.find(({ expected }) => expected.colour === 'green')!
    const codes = [saidOf(yellow), saidOf(green)].map((colour) => ({ body: buildHealthCode({ colour }) }))
    await open({ said: saidOf(green), inputs: { body: inputsOf(green) }, codes: () => codes.shift()! })
    expect(await screen.findByText('黄码')).toBeTruthy()
    await press('recompute')
    await waitFor(() => idOf('recompute-agrees'))
    expect(screen.getByText('绿码')).toBeTruthy()
    expect(codes).toEqual([])
  })
  it.each([
    ['colour', buildColour()],
    ['word of a reason', { ...saidOf(yellow), fired: saidOf(yellow).fired.map((rule) => ({ ...rule, words: { zh: '从前的话', en: 'before' } })) }],
    ['version of the rules', { ...saidOf(yellow), ruleSet: { ...saidOf(yellow).ruleSet, version: ruleSet.version + 1 } }],
  ])('says to work it out again, and not that it is the same, where another %s stays on the screen', async (_, old) => {
    const codes = [{ body: buildHealthCode({ colour: old }) }, OFFLINE]
    await open({ codes: () => codes.shift()! })
    await press('recompute')
    await waitFor(() => idOf('recompute-outdated'))
    expect(idOf('recompute-outdated').textContent).toContain('请再算一遍')
    expect(idOf('recompute').textContent).toContain('再算一遍')
    expect(shown('recompute-agrees')).toBe(false)
    expect(codes).toEqual([])
  })
  it('is asked once more where something came in between the two questions, and only then it is said', async () => {
    const answers = [{ ...inputsOf(yellow), declarations: [] }, inputsOf(yellow)]
    await open({ inputs: () => ({ body: answers.shift() }) })
    await press('recompute')
    await waitFor(() => idOf('recompute-agrees'))
    expect(askedFor()).toHaveLength(2)
  })
  it('is asked for once, however often it is tapped before it is there', async () => {
    await open()
    await tapTwice('recompute')
    await waitFor(() => idOf('recompute-agrees'))
    expect(askedFor()).toHaveLength(1)
  })
  it('without network it guesses nothing', async () => {
    await open({ inputs: OFFLINE })
    await press('recompute')
    await waitFor(() => idOf('recompute-failed'))
    expect(idOf('recompute-failed').textContent).toContain('没有重算')
    expect(shown('recompute-agrees') || shown('recompute-differs')).toBe(false)
  })
  it('is of the person that is chosen, and what came of it goes with another one', async () => {
    await open()
    await press('recompute')
    await waitFor(() => idOf('recompute-agrees'))
    await press(`whose-${BAO}`)
    await waitFor(() => expect(shown('recompute-agrees')).toBe(false))
    expect(await screen.findByText('黄码')).toBeTruthy()
  })
})
