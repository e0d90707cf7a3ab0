import { once } from 'node:events'
import net from 'node:net'

const REFUSED = Symbol.for('zsb.closedNetwork')
/** Any name leads to this machine, so that reaching one needs no other. */
const lookup = (_, { all }, told) => (all ? told(null, [{ address: '127.0.0.1', family: 4 }]) : told(null, '127.0.0.1', 4))

describe('the closed network of the tests', () => {
  let server
  beforeAll(async () => {
    server = net.createServer((socket) => socket.end('reached'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(() => server.close())
  afterEach(() => {
    delete process.env.CONTRACT_WECHAT
    globalThis[REFUSED] = []
  })
  const reach = async (host) => {
    const socket = net.connect({ host, port: server.address().port, lookup })
    const [answer] = await once(socket, 'data')
    socket.destroy()
    return String(answer)
  }

  it('lets nothing reach beyond this machine, and remembers who tried', async () => {
    expect(await reach('localhost')).toBe('reached')
    await expect(reach('partner.example')).rejects.toThrow('a test tried to reach partner.example')
    expect(globalThis[REFUSED]).toEqual(['partner.example'])
  })

  it('lets a contract suite reach the partner that CONTRACT_<SYSTEM> names, and no other host', async () => {
    process.env.CONTRACT_WECHAT = JSON.stringify({ baseUrl: 'https://partner.example/below', appId: 'wx' })
    expect(await reach('partner.example')).toBe('reached')
    await expect(reach('other.partner.example')).rejects.toThrow('a test tried to reach other.partner.example')
    await expect(reach('example')).rejects.toThrow('a test tried to reach example')
  })

  it('says which target cannot be read', async () => {
    process.env.CONTRACT_WECHAT = 'https://partner.example'
    await expect(reach('partner.example')).rejects.toThrow('CONTRACT_WECHAT is no JSON with a baseUrl')
  })
})
