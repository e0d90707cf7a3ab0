import { tellingOf } from './telling'

const named = (zh: string) => ({ zh, en: zh })

describe('what an applicant is told of a move 告知内容', () => {
  it('every refusal names the reason, the right office where it is another’s, and both ways on', () => {
    const told = tellingOf({ action: 'refuseAcceptance', note: ' 住在邻市 ', rightOffice: '邻市民政局' })!
    expect(told.zh).toBe('不予受理：住在邻市。请向邻市民政局提出。不服的，可以在 60 日内申请行政复议，或者在 6 个月内向法院起诉。')
    for (const refused of [told, tellingOf({ action: 'decide', outcome: 'refused', note: '年龄不够。' })!]) {
      expect(refused.zh).toMatch(/60 日内申请行政复议.*6 个月内向法院起诉/)
      expect(refused.en).toMatch(/60 days.*6 months/)
    }
  })
  it('a supplement names everything at once, each with what to do', () => {
    const gaps = [
      { material: named('户口簿'), reason: '看不清。' },
      { material: named('照片'), reason: '' },
    ]
    expect(tellingOf({ action: 'requestSupplement', gaps })!.zh).toBe('您的申请还要补：户口簿（看不清）；照片。这次说全，不再要别的。')
  })
  it('materials that follow are named with their time and what comes of its end', () => {
    const gaps = [{ material: named('居住证明'), reason: '' }]
    expect(tellingOf({ action: 'acceptWithGaps', days: 3, gaps })!.zh).toBe(
      '您的申请已容缺受理。请在 3 个工作日内补来：居住证明。补齐前不作决定，逾期没有补齐的，申请退回。',
    )
    expect(tellingOf({ action: 'lapseGap' })!.zh).toMatch(/申请已退回.*60 日内申请行政复议/)
    expect(tellingOf({ action: 'lapse' })!.zh).toMatch(/没有在期限内交来.*已终止。备齐后可以重新申请。.*60 日内申请行政复议/)
  })
  it('where it is handled now and that nothing is lost by it', () => {
    expect(tellingOf({ action: 'transfer', office: named('民政服务大厅'), note: '归口办理' })!.zh).toBe('您的申请转到民政服务大厅办理：归口办理。时限不变。')
    expect(tellingOf({ action: 'extend', days: 5, note: '要核实' })!.zh).toBe('经批准，您的申请办理期限延长 5 个工作日。理由：要核实。')
  })
  it('a special procedure says how long the clock stands', () => {
    expect(tellingOf({ action: 'suspend', procedure: named('专家评审'), days: 10, note: '要请专家看' })!.zh).toContain('进入专家评审，约 10 天')
  })
  it.each([
    ['what the office’s people write to each other', { action: 'propose', outcome: 'granted' as const, note: '同意' }],
    ['a move the applicant learns nothing from', { action: 'takeUp' }],
    ['a refusal without its reason', { action: 'returnCase', note: '  ' }],
    ['a supplement of nothing', { action: 'requestSupplement', gaps: [] }],
    ['no outcome yet', { action: 'decide', note: '同意' }],
  ])('nothing is told of %s', (_what, move) => {
    expect(tellingOf(move)).toBeNull()
  })
})
