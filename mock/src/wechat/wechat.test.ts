import { useMocks } from '../../test/mocks'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { wechatContract, type WechatTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.wechat
const codesOf = async (person: string) => (await ask(`${url()}/_control/codes`, { json: { person } })).body
const signIn = (code: unknown) =>
  ask(`${url()}/sns/jscode2session?appid=${DEMO.wechat.appId}&secret=${DEMO.wechat.secret}&js_code=${String(code)}&grant_type=authorization_code`)
const token = async () =>
  (await ask(`${url()}/cgi-bin/stable_token`, { json: { grant_type: 'client_credential', appid: DEMO.wechat.appId, secret: DEMO.wechat.secret } })).body
    .access_token

const real = readContractTarget<Pick<WechatTarget, 'baseUrl' | 'appId' | 'secret'> & { codes: string[]; phoneCodes: string[] }>('wechat')
describe('the contract with WeChat', () => {
  wechatContract(() =>
    real
      ? { ...real, takeCode: async () => real.codes.shift() ?? '', takePhoneCode: async () => real.phoneCodes.shift() ?? '' }
      : {
          baseUrl: url(),
          ...DEMO.wechat,
          takeCode: async () => String((await codesOf('wangXiaomei')).code),
          takePhoneCode: async () => String((await codesOf('wangXiaomei')).phoneCode),
        },
  )
})

describe("WeChat's stand-in", () => {
  it('gives a person the same openid each time, and another person another', async () => {
    const [mei, again, qiang] = [await codesOf('wangXiaomei'), await codesOf('wangXiaomei'), await codesOf('zhangWeiqiang')]
    expect(mei.openid).toBe(again.openid)
    expect(mei.openid).not.toBe(qiang.openid)
    expect((await signIn(mei.code)).body.openid).toBe(mei.openid)
  })
  it('sends JSON as text/plain, as the real one does', async () => {
    expect((await signIn('x')).type).toContain('text/plain')
  })
  it('forgets a code after five minutes', async () => {
    const { code } = await codesOf('wangXiaomei')
    mocks().clock.advance(300_001)
    expect((await signIn(code)).body.errcode).toBe(40029)
  })
  it('plays the errors ordered, then works again', async () => {
    await ask(`${url()}/_control/next-errors`, { json: { errcode: 45011, count: 2 } })
    const { code } = await codesOf('wangXiaomei')
    expect([(await signIn(code)).body.errcode, (await signIn(code)).body.errcode]).toEqual([45011, 45011])
    expect((await signIn(code)).body.openid).toEqual(expect.any(String))
  })
  it('ends a token after two hours', async () => {
    const old = String(await token())
    mocks().clock.advance(7_201_000)
    expect((await ask(`${url()}/wxa/business/getuserphonenumber?access_token=${old}`, { json: { code: 'x' } })).body.errcode).toBe(42001)
  })
  it('sends one message for each subscription and checks it against its template', async () => {
    const { openid } = await codesOf('wangXiaomei')
    const send = async (over: Record<string, unknown> = {}) => {
      const data = { thing1: { value: '机动车驾驶证' }, thing2: { value: '临江市车管所' }, time3: { value: '2026-11-24 14:03' } }
      const json = { touser: openid, template_id: 'tmpl-licence-shown', page: 'pages/ledger', data, ...over }
      return (await ask(`${url()}/cgi-bin/message/subscribe/send?access_token=${String(await token())}`, { json })).body.errcode
    }
    expect(await send()).toBe(43101)
    await ask(`${url()}/_control/subscriptions`, { json: { person: 'wangXiaomei', templateId: 'tmpl-licence-shown' } })
    expect(await send({ template_id: 'tmpl-none' })).toBe(40037)
    expect(await send({ data: { thing1: { value: 'x' } } })).toBe(47003)
    expect([await send(), await send()]).toEqual([0, 43101])
    expect((await ask(`${url()}/_control/messages`)).body.messages).toEqual([
      expect.objectContaining({ person: 'wangXiaomei', template_id: 'tmpl-licence-shown' }),
    ])
  })
})
