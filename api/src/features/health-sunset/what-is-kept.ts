import type { ErasureProof } from '@zsb/shared/health-code'

/** What a sunset leaves, and why: told in its proof. */
export const KEPT: ErasureProof['kept'] = [
  {
    what: {
      zh: '审计留痕：谁在什么时候对谁做了什么，比如申报、申诉、人工变更、打印（编号和校验值，没有颜色、变更的理由和申报内容）',
      en: 'The audit trail: who did what about whom and when, as a declaration, an appeal, a change by hand, a print (ids and digests, no colour, no reason of a change, nothing declared)',
    },
    why: { zh: '个人信息保护法第五十六条：处理情况记录至少保存三年', en: 'Personal Information Protection Law, art. 56: kept three years' },
  },
  {
    what: {
      zh: '电子证照库里的核酸检测结果、解除医学观察告知书',
      en: 'Test results and releases from observation among the licences',
    },
    why: {
      zh: '由医院和疾控机构制发、归本人所有的证照，按证照管理，健康码停用不影响；本人可以在证照里看到',
      en: 'Licences that hospitals and the disease control issued to the person; they are the person’s own and are no part of the health code',
    },
  },
  {
    what: {
      zh: '用证记录里到访的那一行：只剩时间和校验值，地点和颜色已不可读',
      en: 'The line of a visit in a use record: time and digest only; place and colour can be read no more',
    },
    why: { zh: '保证用证记录的链条没有被改过', en: 'So that it can be proven that no line was changed' },
  },
  {
    what: {
      zh: '“流调查询看过您的到访记录”：消息里留 60 天，用证记录里一直有那一行；只说被查过，不说去过哪里',
      en: 'That visits were looked up: 60 days in the inbox, and as a line in the use record; not where anybody was',
    },
    why: { zh: '个人信息保护法第十八条：紧急情况过后要告知本人', en: 'Personal Information Protection Law, art. 18: people have to be told' },
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
