import { defineCopy } from '@/platform/copy'

/** Words of 场所码 on the screen at a door. */
export const screenCopy = defineCopy({
  zh: {
    title: '场所码',
    lead: '进门请扫码登记',
    how: '打开掌上办，点“扫一扫”，扫这个码',
    label: (place: string) => `${place}的场所码，请进门的人扫`,
    preparing: '正在生成',
    changes: '半分钟换一个，拍下来发给别人没有用',
    noPhone: '没有手机，请值守人员登记',
    offline: '没有网络，场所码停了。请用“值守扫码”，或请值守人员登记',
    nothing: '没有指定场所',
    nothingWhy: '请从“我的场所”或“值守扫码”打开',
  },
  en: {
    title: 'Place code',
    lead: 'Please scan when coming in',
    how: 'Open the app, tap Scan, and scan this code',
    label: (place: string) => `Place code of ${place}, to be scanned by visitors`,
    preparing: 'Preparing',
    changes: 'A new one every half minute; a picture of it is of no use',
    noPhone: 'No phone? The guard writes you in',
    offline: 'No network: the place code has stopped. Guards scan visitors, or write them in',
    nothing: 'No place named',
    nothingWhy: 'Open it from My places or At the door',
  },
})
