import type { PlaceKind, PlaceState } from '@zsb/shared/place'

/** 场所类别 and where a place stands, as its owner and the street office read it. */
export const zhKinds: Record<PlaceKind, string> = {
  mall: '商场',
  market: '市场',
  restaurant: '餐馆',
  school: '学校',
  hospital: '医院',
  transport: '车站',
  office: '办公楼',
  other: '其他',
}
export const enKinds: Record<PlaceKind, string> = {
  mall: 'Mall',
  market: 'Market',
  restaurant: 'Restaurant',
  school: 'School',
  hospital: 'Hospital',
  transport: 'Station',
  office: 'Offices',
  other: 'Other',
}
export const zhStates: Record<PlaceState, string> = { applied: '待审核', active: '已通过', refused: '未通过', closed: '已停用' }
export const enStates: Record<PlaceState, string> = { applied: 'To review', active: 'Active', refused: 'Refused', closed: 'Closed' }
