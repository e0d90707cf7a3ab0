import { seeCode } from './scan.flow'

const HOSTS = ['zsb.linjiang.example']

describe('what a citizen scans 扫一扫', () => {
  it('knows a code of somebody else as one only a window can check, in both its forms', () => {
    expect(seeCode('https://zsb.linjiang.example/v#abc', HOSTS)).toEqual({ at: 'seen', kind: 'licenceCode' })
    expect(seeCode('1234 5678 9015', HOSTS)).toMatchObject({ at: 'seen' })
  })
  it('keeps only the host of a foreign address, whatever it pretends to be', () => {
    expect(seeCode('https://zsb.linjiang.example@evil.example/v#abc', HOSTS)).toEqual({ at: 'seen', kind: 'link', host: 'evil.example' })
    expect(seeCode('weixin://pay?token=secret', HOSTS)).toMatchObject({ kind: 'link' })
    expect(JSON.stringify(seeCode('https://shop.example/?card=6222', HOSTS))).not.toContain('6222')
  })
  it('calls anything else text, and a blank code blank', () => {
    expect(seeCode('hello', HOSTS)).toMatchObject({ kind: 'text' })
    expect(seeCode('  ', HOSTS)).toMatchObject({ kind: 'empty' })
  })
})
