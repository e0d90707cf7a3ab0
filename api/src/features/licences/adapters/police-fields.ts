import { present, toPhoto } from './library'
import { toDay } from './library-times'

type Item = Record<string, unknown>
const text = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
const SEX: Record<string, string> = { '1': '男', '2': '女' }

/** One member of a household, as the register lists him 户口簿成员页. */
export interface HouseholdMember {
  xm: string
  yhzgx: string
  gmsfhm: string
  csrq: string
  xb: string
}

const day = (value: unknown) => toDay(text(value)) ?? undefined

/** 信息项 of a police licence under our field codes. @param member page of the household register that belongs to the holder */
export function policeFields(typeCode: string, item: Item, member: HouseholdMember | null): Record<string, string> {
  const common = { name: text(item.xm), sex: SEX[text(item.xb) ?? ''], bornOn: day(item.csrq), photo: toPhoto(text(item.zp)) }
  switch (typeCode.slice(-3)) {
    case '001':
      return present({ ...common, ethnicity: text(item.mzmc), address: text(item.zz), number: text(item.gmsfhm), issuer: text(item.qfjg), validFrom: day(item.yxqxq), validTo: day(item.yxqxz) })
    case '002':
      return present({
        ...common,
        vehicleClass: text(item.zjcx),
        number: text(item.sfzmhm),
        address: text(item.zz),
        firstIssuedOn: day(item.cclzrq),
        validFrom: day(item.yxqxq),
        validTo: day(item.yxqxz),
        fileNumber: text(item.dabh),
        points: text(item.ljjf),
        issuer: text(item.fzjg),
      })
    default:
      return present({
        householdNumber: text(item.hh),
        headName: text(item.hzxm),
        householdKind: text(item.hb),
        address: text(item.hjdz),
        issuer: text(item.djjg),
        issuedOn: day(item.djrq),
        ...(member && { name: member.xm, relation: member.yhzgx, number: member.gmsfhm, bornOn: toDay(member.csrq), sex: SEX[member.xb] }),
      })
  }
}
