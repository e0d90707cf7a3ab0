// The health code of the demo city: off by default as everywhere, switched on as two operators do it on their screens.
import { randomBytes } from 'node:crypto'

const BASIS = {
  documentNumber: '临疫指〔2026〕3号',
  authority: { zh: '临江市疫情防控指挥部', en: 'Linjiang Epidemic Control Headquarters' },
  area: '990100',
  purpose: { zh: '在公共场所查验健康状况', en: 'Checking health at public places' },
  reason: '演示：按指挥部文件启用健康码',
}
const DAYS = 60
const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000

const newKey = () => randomBytes(16).toString('base64url')
/** The day in Asia/Shanghai, so many days on. */
const dayFrom = (days) => new Date(Date.now() + CHINA_MS + days * DAY_MS).toISOString().slice(0, 10)

/**
 * `tangyun` hands the activation in, `yaojun` signs what she is shown, on another device. Nothing where it is on already.
 * @param {string} base of the running API
 * @returns {Promise<boolean>} whether it is on
 */
export async function switchOnHealthCode(base) {
  const call = async (path, { body, bearer } = {}) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': newKey(), ...(bearer && { authorization: `Bearer ${bearer}` }) }
    const answer = await fetch(`${base}/api/v1${path}`, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.json()
  }
  const signIn = async (username) => {
    const { staff } = await call('/demo/people')
    const { password, totp } = staff.find((member) => member.username === username)
    const device = { id: newKey(), name: '运营台', platform: 'h5' }
    return (await call('/staff-sessions', { body: { username, password, totp, device } })).accessToken
  }
  try {
    const { active, endedAt } = await call('/health/status')
    // What two operators have ended stays ended.
    if (active || endedAt) return Boolean(active)
    const asked = await call('/staff/health-activations', { body: { ...BASIS, endsOn: dayFrom(DAYS) }, bearer: await signIn('tangyun') })
    const signature = { body: { shownHash: asked.shownHash }, bearer: await signIn('yaojun') }
    return (await call(`/staff/health-activations/${asked.id}/signature`, signature)).state === 'active'
  } catch {
    // Somebody has begun with it by hand, or used up the second factor of this half-minute: then it is switched on by hand.
    return false
  }
}
