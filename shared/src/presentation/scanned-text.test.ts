import { buildShortCode, formatShortCode, parseScannedText, parseShortCode } from '.'

const hosts = ['zsb.example', '127.0.0.1:4000']

describe('what a scanned text is', () => {
  it.each([
    ['https://zsb.example/v#abc.def.ghi', { kind: 'presentation', token: 'abc.def.ghi' }],
    ['http://127.0.0.1:4000/v#abc', { kind: 'presentation', token: 'abc' }],
    ['HTTPS://ZSB.example/v#abc\r\n', { kind: 'presentation', token: 'abc' }],
    ['ｈｔｔｐｓ：／／zsb.example/v#abc', { kind: 'presentation', token: 'abc' }],
    ['https\uff1a\u3001\u3001zsb\u3002example\u3001v\uff03ab\u2014\u2014c\u3002def\u3002gh-i\r', { kind: 'presentation', token: 'ab_c.def.gh-i' }],
    ['https://evil.cn\u202e\u200bmoc/v#abc', { kind: 'foreignLink', host: 'evil.cnmoc' }],
    [`https://${'a'.repeat(60)}.cn/`, { kind: 'foreignLink', host: `${'a'.repeat(40)}\u2026` }],
    ['abc.def.ghi', { kind: 'foreignText' }],
    ['data:text/html,x', { kind: 'foreignLink', host: 'data' }],
    ['\u6e29\u99a8\u63d0\u793a\u3002\u8bf7\u6392\u961f', { kind: 'foreignText' }],
    ['http://zsb.example/v#abc', { kind: 'foreignLink', host: 'zsb.example' }],
    ['https://zsb.example.evil.cn/v#abc', { kind: 'foreignLink', host: 'zsb.example.evil.cn' }],
    ['https://zsb.example@evil.cn/v#abc', { kind: 'foreignLink', host: 'evil.cn' }],
    ['https://zsb.example:80@evil.cn/v#abc', { kind: 'foreignLink', host: 'evil.cn' }],
    ['https://zsb.example\\@evil.cn/v#abc', { kind: 'ourOther' }],
    ['https://zsb.example/h#abc.def.ghi', { kind: 'healthCode', token: 'abc.def.ghi' }],
    ['https://evil.example/h#abc', { kind: 'foreignLink', host: 'evil.example' }],
    ['https://zsb.example/p#abc.def.ghi', { kind: 'printedCode', token: 'abc.def.ghi' }],
    ['https://zsb.example/l#abc.def.ghi', { kind: 'placeCode', token: 'abc.def.ghi' }],
    ['https://other-city.example/l#abc', { kind: 'foreignPlace', host: 'other-city.example' }],
    ['https://zsb.example/lx#abc', { kind: 'ourOther' }],
    ['https://zsb.example/place#x', { kind: 'ourOther' }],
    ['https://pay.shop-a.example/p/88', { kind: 'foreignLink', host: 'pay.shop-a.example' }],
    ['javascript:alert(1)', { kind: 'foreignLink', host: 'javascript' }],
    ['weixin://dl/x', { kind: 'foreignLink', host: 'dl' }],
    ['今天天气很好', { kind: 'foreignText' }],
    [' \u200b\r\n', { kind: 'empty' }],
    ['', { kind: 'empty' }],
  ])('%j', (text, expected) => {
    expect(parseScannedText(text, hosts)).toEqual(expected)
  })
  it('takes a short code as it is read out, in groups and with full-width digits', () => {
    const code = buildShortCode('12345678901')
    expect(parseScannedText(formatShortCode(code), hosts)).toEqual({ kind: 'shortCode', digits: code })
    expect(parseShortCode(code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))).toEqual({ ok: true, value: code })
  })
  it('finds every single wrong digit of a short code and every swap of neighbours but 09 and 90', () => {
    const code = buildShortCode('90817263544')
    for (let i = 0; i < 12; i++) {
      for (const digit of '0123456789') if (digit !== code[i]) expect(parseShortCode(code.slice(0, i) + digit + code.slice(i + 1)).ok).toBe(false)
      const [a, b] = [code[i], code[i + 1]]
      const known = `${a}${b}` === '09' || `${a}${b}` === '90'
      if (b !== undefined && a !== b && !known) expect(parseShortCode(code.slice(0, i) + b + a + code.slice(i + 2)).ok).toBe(false)
    }
  })
})
