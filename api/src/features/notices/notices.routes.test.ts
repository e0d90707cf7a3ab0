import type { NoticePage } from '@zsb/shared/notice'
import { cardOf, scan, show } from '../../../test-support/counter'
import { until } from '../../../test-support/until'
import { openWholeApi, type SignedIn, type WholeApi } from '../../../test-support/whole-api'

describe('the inbox 消息', () => {
  let city: WholeApi
  let mei: SignedIn
  beforeAll(async () => {
    city = await openWholeApi({ name: 'notices_routes' })
    mei = await city.signInCitizen('wangXiaomei')
    const clerk = await city.signInStaff('chenjing')
    const { id: licenceId } = await cardOf(mei, 'drivingLicence')
    for (let times = 0; times < 5; times += 1) expect(await scan(clerk, (await show(mei, { licenceId })).code)).toMatchObject({ verdict: 'valid' })
    await until(async () => (await inbox()).items.filter(({ kind }) => kind === 'licenceUsed').length === 5)
  })
  afterAll(() => city.close())
  const inbox = async (query = '', person = mei): Promise<NoticePage> => (await person.get(`/notices${query}`).expect(200)).body as NoticePage

  it('tells of every use with office, licence and occasion, once, newest first, and leads to the record', async () => {
    const { items } = await inbox()
    const used = items.filter(({ kind }) => kind === 'licenceUsed')
    expect(used[0]).toMatchObject({ read: false, words: { licence: { zh: '机动车驾驶证' }, party: { zh: expect.any(String) } }, link: { kind: 'ledger' } })
    expect(new Set(used.map(({ link }) => link?.id)).size).toBe(5)
    expect(items.map(({ at }) => at)).toEqual(
      items
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
  })
  it('comes in pages, each notice once', async () => {
    const all = (await inbox('?limit=100')).items.map(({ id }) => id)
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: NoticePage = await inbox(`?limit=2${next && `&after=${next}`}`)
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toEqual(all)
    await mei.get('/notices?after=nonsense').expect(400)
  })
  it('counts what is unread, down with each that is read, to none when all are', async () => {
    const before = await inbox()
    const first = before.items[0]!
    const read = await mei.post(`/notices/${first.id}/reads`, {})
    expect(read.status).toBeLessThan(300)
    expect((await inbox()).unread).toBe(before.unread - 1)
    expect((await mei.post('/notices/reads', {})).status).toBeLessThan(300)
    const after = await inbox()
    expect(after.unread).toBe(0)
    expect(after.items.every(({ read: isRead }) => isRead)).toBe(true)
  })
  it('R14: is nobody else’s to read or to mark', async () => {
    const stranger = await city.signInCitizen('zhangWeiqiang')
    const { items } = await inbox()
    expect((await inbox('', stranger)).items.map(({ id }) => id)).not.toContain(items[0]!.id)
    await stranger.post(`/notices/${items[0]!.id}/reads`, {}).expect(404)
  })
})
