// 新生儿出生 in one go: a mother files on her phone what six offices do, the father consents on his, the departments' clerks work at their
// windows, one of them asks for a supplement, and at the end four licences lie in the child's wallet, one is verified at another counter, and what there
// is on paper is handed to her at one window against one code.
import assert from 'node:assert/strict'
import { clearCamera, faultsOf, openBrowser, openCounter, openPhone, photographCode, showToCamera } from '../support/browser.mjs'
import { openCity } from '../support/city.mjs'
import { demoPerson, fillField, openLicence, realName, signInCitizen, signInStaff } from '../support/people.mjs'
import { walk } from '../support/run.mjs'
import { typeLikeScanner } from '../support/usb-scanner.mjs'

const MOTHER = '许静宜'
const FATHER = '顾晨'
const CHILD = '顾知夏'
const CERTIFICATE = 'V990000003'
const DAY_MS = 24 * 3_600_000
const DESK = '/#/features/case-desk/pages/queue/index'
const textOf = async (page, selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ')

await walk('newborn', async ({ step, pages }) => {
  const city = await openCity()
  const browser = await openBrowser()
  const [phoneBase, counterBase] = city.apis
  const mother = await demoPerson(city, MOTHER)
  const father = await demoPerson(city, FATHER)
  let hers
  let his
  let hall
  const desks = new Map()
  const atWork = new Set()

  const answerGuide = async () => {
    await hers.locator('#guide-ask').click()
    for (const answer of ['parents-married', 'father-here', 'registerWith-mother', 'maternity-no']) {
      await hers.locator(`#answer-${answer}`).click()
      await hers.locator('#question-next').click()
    }
    await hers.waitForSelector('#guide-begin')
  }
  /** The desk of an office, signed in when it is first needed in a day. */
  const deskOf = async (office, capacity) => {
    const name = `${office} ${capacity}`
    const desk = desks.get(name) ?? (await openCounter(browser, counterBase))
    pages.set(name, desk)
    desks.set(name, desk)
    if (!atWork.has(name)) await signInStaff(desk, { city, relyingPartyCode: office, capacity })
    atWork.add(name)
    return desk
  }
  const nextDay = async () => {
    await city.advance(DAY_MS)
    atWork.clear()
  }
  const openCase = async (desk, item) => {
    await desk.goto(`${counterBase}/#/pages/home/index`)
    await desk.goto(`${counterBase}${DESK}`)
    await desk.locator('[id^="case-"]:visible', { hasText: item }).first().click()
    await desk.waitForSelector('#case-form:visible')
  }
  const send = async (desk) => {
    await desk.locator('#move-send').click()
    await desk.locator('#move').waitFor({ state: 'detached' })
  }
  const moveOn = async (desk, action) => {
    await desk.locator(`#act-${action}`).click()
    await desk.locator(`#act-${action}`).waitFor({ state: 'detached' })
  }
  const accept = async (desk, item) => {
    await openCase(desk, item)
    await desk.locator('#act-accept').click()
    await send(desk)
    await moveOn(desk, 'startReview')
  }
  const grant = async (desk) => {
    await desk.locator('#act-decide').click()
    await desk.locator('#outcome-granted').click()
    await desk.locator('#move-send').click()
    await desk
      .getByRole('button', { name: /确认|作出决定|决定/ })
      .last()
      .click()
    await desk.locator('#move').waitFor({ state: 'detached' })
  }
  /** Her progress page, until it says of a part what it is to say. */
  const progressSays = async (part, word) => {
    await hers.goto(`${phoneBase}/#/features/applications/pages/applications/index`)
    await hers.locator('#joint-1:visible').click()
    await hers.locator(`#part-${part}:visible`, { hasText: word }).waitFor()
  }

  try {
    await step('the mother finds what can be done in one go, and the guide says what of it is hers', async () => {
      hers = await openPhone(browser, phoneBase)
      pages.set('mother', hers)
      await signInCitizen(hers, { city, phone: mother.phone })
      await realName(hers, { city, name: MOTHER })
      await hers.goto(`${phoneBase}/#/features/service-items/pages/catalogue/index`)
      await fillField(hers, 'catalogue-q', '小孩上户口')
      await hers.locator('#catalogue-find').click()
      await hers.locator('#catalogue-bundle-newborn').click()
      await hers.waitForSelector('#guide-graph')
      await answerGuide()
      assert.match(await textOf(hers, '#guide-order'), /孩子的父亲同意.*出生登记.*医保参保.*社会保障卡/)
      assert.match(await textOf(hers, '[role=main]:visible'), /按您的情况不用办：生育费用报销/)
    })
    await step('it is done for a child: she adds hers by the number of its birth certificate', async () => {
      await hers.locator('#guide-begin').click()
      await hers.locator('#add-child-first').click()
      await hers.waitForSelector('#add-child')
      await fillField(hers, 'child-name', CHILD)
      await fillField(hers, 'child-number', CERTIFICATE)
      await hers.locator('#add-child').click()
      await hers.getByRole('button', { name: '同意并添加' }).click()
      await hers.waitForSelector('#child-1')
      await hers.goBack()
      await hers.locator('#subject [role=radio]:visible').nth(1).click()
      await hers.waitForSelector('#to-check')
    })
    await step('one form for five offices: what is known stands there with its source, and she is asked nothing twice', async () => {
      const form = await textOf(hers, '[role=main]:visible')
      for (const known of ['出生医学证明', '实名信息', '居民户口簿']) assert.match(form, new RegExp(`来自 ${known}`))
      assert.equal(await hers.locator('#field-childName input, input#field-childName').first().inputValue(), CHILD)
      for (const [field, value] of [
        ['childNation', '汉族'],
        ['relation', '女'],
        ['clinic', '望江社区卫生服务中心'],
        ['bank', '临江市商业银行'],
      ])
        await fillField(hers, `field-${field}`, value)
      const address = hers.locator('textarea#field-homeAddress, #field-homeAddress textarea, input#field-homeAddress, #field-homeAddress input').first()
      await address.fill('学府路 88 号 2 单元 601 室')
      for (const choice of ['wantsVisits-yes', 'results-pickUp', 'truth-agreed']) await hers.locator(`#field-${choice}`).click()
      for (const material of ['birthCertificate', 'motherRegister']) {
        await hers.locator(`#material-${material}-licence`).click()
        await hers.locator('#consent').getByRole('button', { name: /^同意/ }).click()
      }
    })
    await step('she leaves the form and finds it as it was, looks at who gets what, and hands it in once', async () => {
      await hers.getByText('已保存草稿').waitFor()
      await hers.goto(`${phoneBase}/#/pages/home/index`)
      await hers.locator('[id^="home-joint-"]').click()
      await hers.waitForSelector('#to-check')
      assert.equal(await hers.locator('#field-bank input, input#field-bank').first().inputValue(), '临江市商业银行')
      await hers.locator('#to-check').click()
      assert.match(await textOf(hers, '#to-whom'), /出生登记.*公安局.*父亲的居民身份证.*社会保障卡.*孩子的户口簿页/)
      await hers.locator('#submit').click()
      await hers.waitForSelector('#submitted')
      await hers.locator('#why-this-day').click()
      assert.match(await textOf(hers, '#why'), /出生登记.*3 个工作日.*社会保障卡.*5 个工作日/)
      await hers.locator('#why').getByRole('button').first().click()
      await hers.locator('#follow').click()
      await hers.locator('#part-registration:visible', { hasText: '等孩子的父亲同意' }).waitFor()
    })
    await step('the next day the father reads on his phone who asks for what, and agrees', async () => {
      await nextDay()
      his = await openPhone(browser, phoneBase)
      pages.set('father', his)
      await signInCitizen(his, { city, phone: father.phone })
      await realName(his, { city, name: FATHER })
      await his.goto(`${phoneBase}/#/pages/wallet/index`)
      await his.waitForSelector('#card-residentIdCard')
      await his.goto(`${phoneBase}/#/pages/home/index`)
      await his.locator('[id^="home-consent-"]').click()
      await his.waitForSelector('#consent-request')
      assert.match(await textOf(his, '#consent-request'), new RegExp(`许\\*+请您同意使用您的居民身份证.*${CHILD}.*户政服务大厅`))
      await his.locator('#consent-give').click()
      await his.waitForSelector('#consent-take-back')
    })
    await step('the household office registers the birth; what waited for its page begins by itself', async () => {
      await progressSays('registration', '已提交')
      const clerk = await deskOf('householdOffice', 'clerk')
      await accept(clerk, '出生登记')
      assert.match(await textOf(clerk, '#case-materials'), new RegExp(FATHER))
      const approver = await deskOf('householdOffice', 'approver')
      await openCase(approver, '出生登记')
      await grant(approver)
      await progressSays('card', '已提交')
    })
    await step('the health centre asks once for the hospital’s record of the first doses; she sends a photo of it', async () => {
      const clerk = await deskOf('communityHealth', 'clerk')
      await openCase(clerk, '预防接种证')
      await clerk.locator('#act-requestSupplement').click()
      await clerk.locator('#gap-firstDoses').click()
      await clerk.locator('#phrase-firstDoses-1').click()
      await send(clerk)
      await progressSays('vaccination', '要您补材料')
      await hers.locator('#part-vaccination:visible').click()
      await hers.waitForSelector('#supplement')
      await hers.locator('#material-firstDoses-upload').click()
      const [chooser] = await Promise.all([hers.waitForEvent('filechooser'), hers.locator('#material-firstDoses-files-camera').click()])
      await chooser.setFiles({ name: '首针记录.jpg', mimeType: 'image/jpeg', buffer: await hers.screenshot({ type: 'jpeg' }) })
      await hers.waitForSelector('#material-firstDoses-files-1')
      await hers.locator('#supply').click()
      await hers.locator('#supplement').waitFor({ state: 'detached' })
    })
    await step('time moves on; every department ends its part', async () => {
      await nextDay()
      const finish = async (office, ...items) => {
        const [clerk, approver] = [await deskOf(office, 'clerk'), await deskOf(office, 'approver')]
        for (const item of items) {
          await accept(clerk, item)
          await openCase(approver, item)
          await grant(approver)
        }
      }
      await Promise.all([
        finish('communityHealth', '预防接种证', '育儿指导'),
        finish('medicalInsuranceOffice', '医保参保'),
        finish('socialSecurityOffice', '社会保障卡'),
      ])
    })
    await step('her page says that all of it is done, and four licences lie in the child’s wallet', async () => {
      await progressSays('card', '办好了')
      await hers.locator('#joint-headline:visible', { hasText: '全部办好了' }).waitFor()
      await hers.goto(`${phoneBase}/#/pages/wallet/index`)
      if (await hers.locator('#collect').count()) await hers.locator('#collect').click()
      for (const type of ['birthCertificate', 'householdRegister', 'vaccinationCertificate', 'socialSecurityCard']) await hers.waitForSelector(`#card-${type}`)
    })
    await step('the father finds in his ledger who used his card, and for what', async () => {
      await his.goto(`${phoneBase}/#/features/ledger/pages/ledger/index`)
      await his.waitForSelector('#entry-1')
      assert.match(await textOf(his, '[role=main]:visible'), /户政服务大厅/)
    })
    await step('she shows the new card at another counter, and it is valid', async () => {
      await openLicence(hers, 'socialSecurityCard', { city, phone: mother.phone })
      await hers.locator('#scene-governmentHall').click()
      await hers.waitForSelector('#presentation-code')
      hall = await openCounter(browser, counterBase)
      pages.set('hall', hall)
      await signInStaff(hall, { city, relyingPartyCode: 'governmentHall', capacity: 'clerk' })
      await hall.goto(`${counterBase}/#/features/verification/pages/verify/index`)
      await hall.locator('#counter-scene-governmentHall').click()
      await hall.locator('#scan-camera').click()
      await showToCamera(hall, await photographCode(hers))
      await hall.waitForSelector('#verdict')
      assert.equal(await hall.locator('#verdict h1').innerText(), '有效')
      assert.match(await textOf(hall, '[role=main]:visible'), new RegExp(CHILD))
      await clearCamera(hall)
    })
    await step('three papers of three offices are handed to her at the hall against one code', async () => {
      await progressSays('card', '办好了')
      assert.match(await textOf(hers, '#delivery-1'), /到窗口取.*出生登记、预防接种证、社会保障卡.*政务服务大厅/)
      const code = (await textOf(hers, '#pick-up-code')).replace(/\s/g, '')
      await hall.goto(`${counterBase}${DESK}`)
      await hall.locator('#begin-at-window:visible').waitFor()
      await typeLikeScanner(hall, `QJ-${code}`)
      await hall.locator('#together:visible').waitFor()
      assert.match(await textOf(hall, '#together'), /办好了 3 件.*顾\*+/)
      await hall.locator('#together-send').click()
      await hall.getByText('3 件已一起交给申请人').waitFor()
      await progressSays('card', '办好了')
      await hers.locator('#delivery-1:visible', { hasText: '已送达' }).waitFor()
    })
    await step('nothing went wrong on any page', () => {
      for (const page of [hers, his, hall, ...desks.values()]) assert.deepEqual(faultsOf(page), [])
    })
  } finally {
    await browser.close()
    await city.stop()
  }
})
