import { defineCopy } from '@/platform/copy'

interface Erased {
  records: number
  keys: number
}
interface Range {
  period: string
  records: number
  from: string
  until: string
}

/** 1,284,377: counts of a city are long. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
/** Day of a month without a zero before it; the month stands before. */
const dayOf = (day: string): string => String(Number(day.slice(-2)))

/** Words of 销毁证明, for everybody. */
export const proofCopy = defineCopy({
  zh: {
    title: '健康码销毁证明',
    lead: '健康码停用后，收集过的数据按类销毁：先销毁密钥，再删除记录。下面每一条都有签名，谁都可以核验',
    none: '还没有销毁证明',
    noneWhy: '健康码停用并销毁以后，证明公布在这里',
    by: (number: string) => `按 ${number} 停用`,
    off: '停用时间',
    erased: '销毁完成',
    what: '销毁了什么',
    count: ({ records, keys }: Erased) => (keys > 0 ? `${grouped(records)} 条，密钥 ${keys} 个` : `${grouped(records)} 条`),
    texts: (count: number) => `另有 ${grouped(count)} 条用证记录的内容已不可读`,
    range: ({ period, records, from, until }: Range) => `${period}：${grouped(records)} 条，${dayOf(from)} 日到 ${dayOf(until)} 日`,
    later: '到期再销毁的',
    laterOn: (day: string) => `${day} 销毁`,
    kept: '留下了什么，为什么',
    verify: '怎么核验',
    chain: '审计链位置',
    chainOf: ({ seq, hash }: { seq: number; hash: string }) => `第 ${seq} 条 · ${hash.slice(0, 16)}`,
    how: '签名用 ES256，公钥在本站 /.well-known/jwks.json。复制签名原文，用任何核验 JWT 的工具都能验；工作人员也可以运行 npm run proof:verify',
    copy: '复制签名原文',
    copied: '已复制',
  },
  en: {
    title: 'Proof of erasure',
    lead: 'After the health code ended, what was collected was erased kind by kind: first the keys, then the records. Every line is signed, and anybody can check it',
    none: 'No proof yet',
    noneWhy: 'When the health code has ended and what was collected is erased, the proof is published here',
    by: (number: string) => `Ended by ${number}`,
    off: 'Ended',
    erased: 'Erased',
    what: 'What was erased',
    count: ({ records, keys }: Erased) => (keys > 0 ? `${grouped(records)} records, ${keys} ${keys === 1 ? 'key' : 'keys'}` : `${grouped(records)} records`),
    texts: (count: number) => `and ${grouped(count)} lines of use records can be read no more`,
    range: ({ period, records, from, until }: Range) => `${period}: ${grouped(records)}, days ${dayOf(from)} to ${dayOf(until)}`,
    later: 'Erased later',
    laterOn: (day: string) => `on ${day}`,
    kept: 'What stays, and why',
    verify: 'How to check it',
    chain: 'Place in the audit chain',
    chainOf: ({ seq, hash }: { seq: number; hash: string }) => `No. ${seq} · ${hash.slice(0, 16)}`,
    how: 'Signed by ES256; the public key is at /.well-known/jwks.json of this site. Copy the signed text and check it with any tool for JWTs, or run npm run proof:verify',
    copy: 'Copy the signed text',
    copied: 'Copied',
  },
})
