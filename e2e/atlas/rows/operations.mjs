// Pages of the operators 运营人员.
import {
  contentFile,
  contents,
  contentsNone,
  nextText,
  PUBLICATION,
  publications,
  publicationsNone,
  published,
  reportBad,
  reportGood,
  bundleFile,
  drawnBundle,
  contentsOfBundles,
  contentsOfRules,
  nextRulesText,
  rulesFile,
  rulesReport,
  rulesTrial,
} from '../fixtures/publishing.mjs'

const press = (page, id, then) =>
  page
    .locator(`#${id}`)
    .click()
    .then(() => page.waitForSelector(then))
const beginVersion = async (page) => {
  await press(page, 'content-1', '#edit-content')
  await press(page, 'edit-content', '#content-text')
}
const checkVersion = async (page, then) => {
  await beginVersion(page)
  await press(page, 'check-content', then)
}
const sendVersion = async (page) => {
  await checkVersion(page, '#content-difference')
  await page.locator('textarea#content-reason, #content-reason textarea').first().fill('临民发〔2026〕31 号，缩短时限')
  await press(page, 'send-content', '#open-publications')
}
const tryRules = async (page) => {
  await page.locator('#content-kind-healthRule').click()
  await checkVersion(page, '#rule-trial')
  await press(page, 'try-rules', '#rule-trial-result')
  await page.locator('#rule-trial').scrollIntoViewIfNeeded()
}
const FILE = 'GET /api/v1/operations/content/file'
const LIST = 'GET /api/v1/operations/content'
const CHECK = 'POST /api/v1/operations/content/checks'

/** @type {import('../routes.mjs').Row[]} */
export const operations = [
  {
    route: '/features/publishing/pages/content/index',
    page: 'content',
    needs: 'operator',
    wide: true,
    answers: {
      [LIST]: contents,
      [FILE]: contentFile,
      [CHECK]: reportGood,
      'POST /api/v1/operations/content/publications': published,
    },
    ready: '#content-1',
    states: {
      empty: { answers: { [LIST]: contentsNone } },
      entry: { act: (page) => press(page, 'content-1', '#edit-content'), width: 1280 },
      'graph of a bundle': {
        answers: { [LIST]: contentsOfBundles, [FILE]: bundleFile },
        act: (page) => press(page, 'content-1', '#graph-1').then(() => press(page, 'graph-1', '#bundle-graph')),
        typed: drawnBundle,
        everywhere: true,
      },
      'roll back': { act: (page) => press(page, 'content-1', '#roll-back').then(() => press(page, 'roll-back', '#roll-back-sheet')) },
      checked: { act: (page) => checkVersion(page, '#content-difference'), everywhere: true, typed: nextText },
      wrong: { answers: { [CHECK]: reportBad }, act: (page) => checkVersion(page, '#content-problems'), width: 1280, typed: nextText },
      sent: { act: sendVersion },
      'rules tried': {
        answers: { [LIST]: contentsOfRules, [FILE]: rulesFile, [CHECK]: rulesReport, 'POST /api/v1/staff/health-rule-trials': rulesTrial },
        act: tryRules,
        everywhere: true,
        typed: nextRulesText,
      },
    },
  },
  {
    route: '/features/publishing/pages/publications/index',
    page: 'publications',
    needs: 'operator',
    wide: true,
    answers: {
      'GET /api/v1/operations/content/publications': publications,
      [`POST /api/v1/operations/content/publications/${PUBLICATION}/approvals`]: published,
    },
    ready: '#publication-1',
    states: {
      empty: { answers: { 'GET /api/v1/operations/content/publications': publicationsNone } },
      open: { act: (page) => press(page, 'publication-1', '#publication-approve'), everywhere: true },
      signing: {
        act: (page) => press(page, 'publication-1', '#publication-approve').then(() => press(page, 'publication-approve', '#dialog')),
        width: 1280,
      },
      mine: { act: (page) => press(page, 'publication-2', '#publication-take-back') },
      refused: { act: (page) => press(page, 'publication-4', '#publication') },
    },
  },
]
