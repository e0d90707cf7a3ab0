// The built pages outside devtools: every page of every sub-package is there, leaves the way it should and speaks in the chosen mode.
const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { describe, test } = require('node:test')

const CHINESE = { language: 'zh', elder: false }
const pagesOf = (platform) => {
  const { pages, subPackages = [] } = JSON.parse(readFileSync(path.join(__dirname, `../../miniapp/dist/${platform}/app.json`), 'utf8'))
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))].map((page) => `/${page}`)
}

for (const platform of ['weapp', 'alipay'])
  describe(`the ${platform} build`, { concurrency: 2 }, async () => {
    const { ROWS } = await import('../atlas/routes.mjs')
    const { onPhone } = await import('../support/mini/screens.mjs')
    const { allText, find, findById } = await import('../support/mini/tree.mjs')
    const rowOf = (page) => ROWS.find((row) => row.page === page)
    /** Back as the platform has it: our own button in WeChat, the host's in Alipay. */
    const goBack = (device) => (platform === 'weapp' ? device.tap('nav-leave') : device.back())

    test(`${platform}: has the pages of every sub-package, each drawn from its row of the atlas`, () => {
      assert.deepEqual(
        pagesOf(platform).filter((page) => !ROWS.some(({ route }) => route === page)),
        [],
      )
    })
    test(`${platform}: a page that draws nothing of ours opens without complaint`, async () => {
      for (const row of ROWS.filter(({ blank }) => blank)) await onPhone(platform, row, CHINESE, (device) => device.arrive(row.route.slice(1)))
    })
    test(`${platform}: back returns to the page before, with what was typed there`, () =>
      onPhone(platform, { ...rowOf('sign-in'), route: '/pages/home/index', ready: null }, CHINESE, async (device) => {
        await device.tap('home-sign-in')
        await device.arrive('sign-in/pages/sign-in')
        await device.fill('phone', '19900000001')
        await device.tap('to-staff')
        await device.arrive('staff/pages/sign-in')
        await device.see('staff-username')
        await goBack(device)
        await device.arrive('sign-in/pages/sign-in')
        assert.equal((await device.see('phone')).attributes.value, '19900000001')
        await goBack(device)
        await device.arrive('pages/home')
        assert.equal((await device.stack()).length, 1)
        await device.see('home-sign-in')
      }))
    if (platform === 'weapp')
      test('weapp: back from a page that a link opened leads home', () =>
        onPhone(platform, rowOf('staff-sign-in'), CHINESE, async (device) => {
          await device.tap('nav-leave')
          await device.arrive('pages/home')
          assert.deepEqual(await device.stack(), ['pages/home/index'])
        }))
    test(`${platform}: elder mode and English begin with a tap, hold on the next page and are kept on the phone`, () =>
      onPhone(platform, rowOf('mine'), CHINESE, async (device) => {
        const isElder = ({ attributes }) => /\bzsb elder\b/.test(attributes.class ?? '')
        await device.tap('mine-settings')
        await device.arrive('settings')
        assert.equal(find(await device.tree(), isElder), null)
        await device.tap('setting-elder')
        await device.until((tree) => find(tree, isElder), 'elder mode')
        await device.tap('setting-language-en')
        await device.until((tree) => !/[\u3400-\u9fff]/.test(allText(tree).replace('中文', '')), 'English words only')
        await goBack(device)
        await device.arrive('pages/mine')
        const tree = await device.until((nodes) => find(nodes, isElder) && nodes, 'elder mode on the page before')
        assert.match(allText([findById(tree, 'mine-settings')]), /Settings/)
        assert.deepEqual(await device.kept('settings'), { elder: true, language: 'en', sound: true, vibration: true })
      }))
    test(`${platform}: a code screen is bright and awake while it is open, and as before when it is left`, () =>
      onPhone(platform, rowOf('present'), CHINESE, async (device) => {
        await device.see('presentation-code')
        const said = async () => (await device.calls()).map(([name, value]) => `${name} ${value}`)
        await device.until(async () => (await said()).includes('awake true'), 'the screen to stay on')
        await device.open('/features/account/pages/about/index')
        await device.until(async () => (await said()).includes('awake false'), 'the screen to rest')
        assert.deepEqual(
          (await said()).filter((call) => call.startsWith('setBrightness')),
          ['setBrightness 1', 'setBrightness 0.4'],
        )
      }))
  })
