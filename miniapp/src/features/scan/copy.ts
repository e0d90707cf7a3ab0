import { defineCopy } from '@/platform/copy'

/** Words of 扫一扫. */
export const scanCopy = defineCopy({
  zh: {
    title: '扫一扫',
    intro: '对准码，或选一张带码的图片。扫到的网址不会自动打开',
    again: '再扫一个',
    nextTitle: '接下来怎么做',
    site: '网址',
    show: '亮我的证照',
    licenceCode: {
      word: '别人的亮证码',
      why: '只有登记过的窗口和单位能核验，这里看不到里面的内容',
      next: ['要核验别人的证照，请到窗口或用工作人员账号', '想给别人看您的证照，用“亮证”'],
    },
    ourOther: { word: '掌上办的另一种码', why: '这里用不上它，没有查任何信息', next: ['请看码旁边写的用在哪里'] },
    foreignPlace: {
      word: '别的城市的场所码',
      why: '这里不能登记，没有打开它',
      next: ['在外地，请用当地的应用扫', '在本市的场所，请扫门口屏幕上的码，或请值守人员登记'],
    },
    link: {
      word: '不是掌上办的码',
      why: '这是别处的网址，没有打开它',
      next: ['不要在扫出来的网页上填身份证号、密码、验证码', '有人催您扫码付款或填信息，先打 12345 问'],
    },
    text: { word: '不是掌上办的码', why: '里面是一段文字，没有用它做任何事', next: ['请对方重新打开要扫的码'] },
    empty: { word: '空白的码', why: '码里没有内容', next: ['请对方重新打开要扫的码'] },
  },
  en: {
    title: 'Scan',
    intro: 'Aim at a code or choose a picture. Addresses are never opened by themselves',
    again: 'Scan another',
    nextTitle: 'What to do next',
    site: 'Address',
    show: 'Show my licences',
    licenceCode: {
      word: "Someone else's licence code",
      why: 'Only registered windows and firms can verify it; nothing of it is shown here',
      next: ['To verify, go to a window or use a staff account', 'To let someone see yours, use Show licence'],
    },
    ourOther: { word: 'Another of our codes', why: 'It is of no use here; nothing was looked up', next: ['See beside the code where it is for'] },
    foreignPlace: {
      word: 'Place code of another city',
      why: 'Nothing can be recorded by it here; it was not opened',
      next: ['In another city, scan it with that city’s app', 'Here, scan the code on the screen, or ask the guard to write you in'],
    },
    link: {
      word: 'Not our code',
      why: 'An address of somebody else. It was not opened',
      next: ['Enter no ID number, password or code on scanned pages', 'Pressed to pay or fill in? Call 12345 first'],
    },
    text: { word: 'Not our code', why: 'It is some text; nothing was done with it', next: ['Ask to see the right code again'] },
    empty: { word: 'An empty code', why: 'There is nothing in it', next: ['Ask to see the right code again'] },
  },
})
