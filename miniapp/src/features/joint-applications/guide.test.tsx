import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildBundleGuide } from '../../../test/bundle'
import { idOf, show, textOf } from '../../../test/show'
import Taro, { answerWith, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import BundlePage from './pages/bundle'
import BundlesPage from './pages/bundles'

const LIST = '/api/v1/bundles'
const press = (id: string) => fireEvent.click(idOf(id))
async function open(guide = buildBundleGuide()) {
  setRouteParams({ bundle: 'newborn' })
  answerWith({ [`GET ${LIST}/newborn`]: { body: guide } })
  const page = show(<BundlePage />)
  await waitFor(() => idOf('guide-parts'))
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
})

describe('一件事一次办 before anything is begun', () => {
  it('lists what can be done in one go with its parts, and leads to the guide', async () => {
    const { code, zh, en, version, summary, parts } = buildBundleGuide()
    answerWith({ [`GET ${LIST}`]: { body: { items: [{ code, zh, en, version, summary, parts }] } } })
    show(<BundlesPage />)
    await waitFor(() => idOf('bundle-newborn'))
    expect(textOf('bundle-newborn')).toContain('出生登记、社会保障卡、生育费用报销')
    press('bundle-newborn')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/joint-applications/pages/bundle/index?bundle=newborn' })
  })
  it('tells first all that may be needed, and what depends on her answers', async () => {
    await open()
    expect(textOf('guide-parts')).toContain('生育费用报销看情况')
    expect(textOf('fact-parts')).toContain('最多 3 件')
    expect(textOf('fact-days')).toContain('20 个工作日')
    expect(document.getElementById('guide-situation')).toBeNull()
  })
  it('asks one question at a time, those that follow from the answers only, and tells with them what applies', async () => {
    await open()
    press('guide-ask')
    press('question-next')
    expect(screen.getByText('请选一项')).toBeTruthy()
    expect(screen.getByText('他在自己的手机上同意')).toBeTruthy()
    press('answer-father-abroad')
    press('question-next')
    expect(idOf('question-insured')).toBeTruthy()
    press('question-back')
    press('answer-father-here')
    press('question-next')
    press('answer-registerWith-mother')
    press('question-next')
    press('answer-insured-no')
    press('question-next')
    expect(textOf('guide-situation')).toContain('随谁落户？随母亲')
    expect(textOf('guide-parts')).not.toContain('看情况')
    expect(screen.getByText('按您的情况不用办：生育费用报销')).toBeTruthy()
    expect(textOf('fact-days')).toContain('8 个工作日出生登记，再办社会保障卡')
    expect(textOf('fact-roles')).toContain('孩子的父亲')
    expect(textOf('guide-materials')).toContain('孩子的父亲在自己的手机上同意后')
    expect(textOf('guide-materials')).toContain('出生登记办好后自动带过去')
  })
  it('says of a part that is suspended why, and begins nothing while it is; one that is only announced changes nothing', async () => {
    const standing = { state: 'suspended', isComing: false, from: '2026-11-01', until: null, reason: { zh: '制卡系统升级', en: 'x' }, instead: null } as const
    const guide = buildBundleGuide()
    const withPart = (isComing: boolean, state: 'suspended' | 'cancelled' = 'suspended') => ({
      ...guide,
      parts: guide.parts.map((part) => (part.code === 'card' ? { ...part, standing: { ...standing, state, isComing } } : part)),
    })
    const answerAll = () => {
      press('guide-ask')
      for (const answer of ['father-abroad', 'insured-no']) {
        press(`answer-${answer}`)
        press('question-next')
      }
    }
    const page = await open(withPart(false))
    expect(textOf('part-card')).toMatch(/暂停办理.*制卡系统升级/)
    answerAll()
    press('guide-begin')
    expect(Taro.navigateTo).not.toHaveBeenCalled()
    expect(screen.getByText('社会保障卡现在不受理，整件事也先不能提交')).toBeTruthy()
    page.unmount()
    const cancelled = await open(withPart(false, 'cancelled'))
    expect(textOf('part-card')).toMatch(/已取消.*制卡系统升级/)
    cancelled.unmount()
    await open(withPart(true))
    expect(textOf('part-card')).not.toContain('制卡系统升级')
    press('guide-begin')
    expect(Taro.navigateTo).toHaveBeenCalledTimes(1)
  })
  it('draws what waits for what, said as a list to whoever hears it', async () => {
    await open()
    const boxes = [...idOf('guide-graph').querySelectorAll('[role=listitem]')].map(({ textContent }) => textContent)
    expect(boxes).toEqual([
      '孩子的父亲同意10 天内答复不用等别的，提交后就开始',
      '出生登记管出生登记的局3 个工作日要等：孩子的父亲同意',
      '社会保障卡管社会保障卡的局5 个工作日要等：出生登记',
      '生育费用报销管生育费用报销的局20 个工作日不用等别的，提交后就开始',
    ])
  })
  it('keeps the answers when she comes back, and goes back from the first question to the guide', async () => {
    const page = await open()
    press('guide-ask')
    press('answer-father-abroad')
    press('question-back')
    expect(idOf('guide-parts')).toBeTruthy()
    page.unmount()
    await open()
    press('guide-ask')
    expect(idOf('answer-father-abroad').getAttribute('aria-checked')).toBe('true')
  })
  it('says of one that is not there that it is not offered', async () => {
    setRouteParams({ bundle: 'gone' })
    answerWith({ [`GET ${LIST}/gone`]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有', en: 'none' } } })
    show(<BundlePage />)
    expect(await screen.findByText(/已经不办了/)).toBeTruthy()
  })
})
