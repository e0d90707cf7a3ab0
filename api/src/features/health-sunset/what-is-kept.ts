import type { ErasureProof } from '@zsb/shared/health-code'

/** What a sunset leaves, and why: told in its proof. */
export const KEPT: ErasureProof['kept'] = [
  {
    what: { zh: '审计留痕：谁在什么时候做了什么（编号，没有健康内容）', en: 'The audit trail: who did what and when (ids, nothing of anybody’s health)' },
    why: { zh: '个人信息保护法第五十六条：处理情况记录至少保存三年', en: 'Personal Information Protection Law, art. 56: kept three years' },
  },
  {
    what: {
      zh: '用证记录里到访的那一行：只剩时间和校验值，地点和颜色已不可读',
      en: 'The line of a visit in a use record: time and digest only; place and colour can be read no more',
    },
    why: { zh: '保证用证记录的链条没有被改过', en: 'So that it can be proven that no line was changed' },
  },
  {
    what: { zh: '启用、停用的文件和经办人，规则集和它的用例', en: 'Documents of switching on and off and who signed them, the rule sets and their cases' },
    why: { zh: '公开的依据，不含任何个人的健康信息', en: 'Public grounds; they hold nobody’s health data' },
  },
  {
    what: { zh: '已通过审核的场所和值守人', en: 'Places that were approved, and their guards' },
    why: { zh: '不含到访的人；场所可以自己注销', en: 'They say nothing of visitors; a place may be closed by its owner' },
  },
]
