import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildShortCode, formatShortCode } from '@zsb/shared/presentation'
import { openWholeApi, type WholeApi } from '../../test-support/whole-api'
import { contentDir } from './content-dir'

let city: WholeApi
beforeAll(async () => {
  city = await openWholeApi({ name: 'limits' })
}, 60_000)
afterAll(() => city.close())

const rules = JSON.parse(readFileSync(join(contentDir, 'access/rate-limits.json'), 'utf8')) as Record<string, { points: number }>

/** What each limited operation takes a point from, in this order; whoever drops a limit, or adds one, says so here. */
const LIMITED: Record<string, readonly string[]> = {
  'signIn.sendCode': ['otp.send.source'],
  'session.open': ['signIn.source'],
  'session.refresh': ['session.refresh.source'],
  'me.bindPhone': ['signIn.source'],
  'staffSession.open': ['staff.signIn.source'],
  'staffSession.unlock': ['staff.signIn.source'],
  'live.ticket': ['live.ticket.actor'],
  'realName.check': ['realName.check.actor'],
  'realName.startFace': ['realName.check.actor'],
  'realName.finishFace': ['realName.faceResult.actor'],
  'realName.requestWindow': ['realName.check.actor'],
  'realName.lookUp': ['window.person.actor', 'window.code.target'],
  'realName.confirm': ['window.person.actor', 'window.code.target'],
  'realName.refuse': ['window.person.actor', 'window.code.target'],
  'person.freeze': ['window.person.actor', 'window.person.target'],
  'person.unfreeze': ['window.person.actor', 'window.person.target'],
  'family.addChild': ['family.add.actor'],
  'licence.refresh': ['licence.refresh.actor'],
  'licence.reveal': ['licence.reveal.actor'],
  'licence.reportError': ['licence.report.actor'],
  'licence.lookUp': ['licence.lookUp.actor', 'licence.lookUp.target'],
  'stateChange.request': ['licence.changeState.actor'],
  'stateChange.approve': ['licence.changeState.actor'],
  'stateChange.refuse': ['licence.changeState.actor'],
  'deputy.name': ['deputy.name.actor'],
  'content.check': ['content.publish.actor'],
  'publication.handIn': ['content.publish.actor'],
  'publication.handInRollBack': ['content.publish.actor'],
  'publication.approve': ['content.publish.actor'],
  'publication.refuse': ['content.publish.actor'],
  'healthDeclaration.declare': ['health.declare.actor'],
  'healthNotice.handIn': ['healthNotice.source'],
  'healthNotice.countersign': ['healthNotice.source'],
  'healthRules.try': ['healthRules.try.actor'],
  'healthCode.create': ['health.code.actor'],
  'healthActivation.handIn': ['healthCode.activate.actor'],
  'healthActivation.approve': ['healthCode.activate.actor'],
  'healthActivation.refuse': ['healthCode.activate.actor'],
  'healthSunset.handIn': ['healthCode.activate.actor'],
  'healthSunset.approve': ['healthCode.activate.actor'],
  'healthSunset.refuse': ['healthCode.activate.actor'],
  'contactQuery.places': ['contactQuery.actor'],
  'contactQuery.handIn': ['contactQuery.actor'],
  'contactQuery.approve': ['contactQuery.actor'],
  'contactQuery.refuse': ['contactQuery.actor'],
  'healthCode.inputs': ['health.data.actor'],
  'healthData.get': ['health.data.actor'],
  'healthData.erase': ['health.data.actor'],
  'healthAppeal.raise': ['healthAppeal.raise.actor'],
  'healthAppeal.withdraw': ['healthAppeal.raise.actor'],
  'healthAppeal.get': ['healthAppeal.answer.actor'],
  'healthAppeal.answer': ['healthAppeal.answer.actor'],
  'healthAppeal.picture': ['healthAppeal.picture.actor'],
  'healthOverride.figures': ['healthOverride.figures.source'],
  'healthCheck.ask': ['healthCheck.ask.actor'],
  'healthOverride.handIn': ['healthOverride.sign.actor'],
  'healthOverride.approve': ['healthOverride.sign.actor'],
  'healthOverride.refuse': ['healthOverride.sign.actor'],
  'healthOverride.revoke': ['healthOverride.sign.actor'],
  'place.apply': ['place.change.actor'],
  'place.close': ['place.change.actor'],
  'place.inviteGuard': ['place.change.actor'],
  'place.removeGuard': ['place.change.actor'],
  'place.list': ['place.list.actor'],
  'guardedPlace.list': ['place.list.actor'],
  'placeReview.decide': ['place.review.actor'],
  'guardedPlace.scan': ['door.scan.actor'],
  'guardedPlace.offlineKit': ['door.kit.actor'],
  'guardedPlace.sendOffline': ['door.offline.actor'],
  'guardedPlace.enterByHand': ['door.manual.actor', 'door.manual.target'],
  'guardedPlace.showCode': ['place.screen.actor'],
  'place.showCode': ['place.screen.actor'],
  'place.poster': ['place.poster.actor'],
  'placeVisit.read': ['place.visit.actor'],
  'placeVisit.visit': ['place.visit.actor'],
  'healthDeclaration.findAtWindow': ['window.person.actor', 'window.person.target'],
  'healthDeclaration.declareAtWindow': ['window.person.actor', 'window.person.target'],
  'printedCode.askFor': ['health.print.actor'],
  'printedCode.printAgain': ['health.print.actor'],
  'printedCode.revoke': ['health.print.actor'],
  'printedCode.printAtWindow': ['window.person.actor', 'window.person.target'],
  'printedCode.revokeAtWindow': ['window.person.actor', 'window.person.target'],
  'guardInvitation.accept': ['guardInvitation.accept.actor'],
  'presentation.create': ['presentation.create.actor'],
  'presentationPassword.sendCode': ['otp.send.source'],
  'presentationPassword.set': ['presentation.password.actor'],
  'presentationPassword.unlock': ['presentation.password.actor'],
  'application.start': ['application.start.actor'],
  'application.save': ['application.save.actor'],
  'application.submit': ['application.submit.actor'],
  'application.supply': ['application.submit.actor'],
  'application.fillGap': ['application.submit.actor'],
  'application.withdraw': ['application.submit.actor'],
  'application.urge': ['application.submit.actor'],
  'application.paperFile': ['application.paper.actor'],
  'application.uploadPicture': ['upload.picture.actor'],
  'jointApplication.start': ['application.start.actor'],
  'jointApplication.save': ['application.save.actor'],
  'jointApplication.submit': ['application.submit.actor'],
  'jointApplication.decide': ['application.submit.actor'],
  'jointApplication.withdraw': ['application.submit.actor'],
  'jointConsent.answer': ['application.submit.actor'],
  'bundle.list': ['serviceItem.list.source'],
  'bundle.get': ['serviceItem.get.source'],
  'case.joint': ['application.read.actor'],
  'case.paperFile': ['application.paper.actor'],
  'case.uploadPicture': ['application.upload.actor'],
  'upload.begin': ['upload.begin.actor', 'upload.begin.source'],
  'upload.part': ['upload.part.actor', 'upload.part.source'],
  'upload.finish': ['upload.finish.actor', 'upload.finish.source'],
  'upload.picture': ['upload.picture.actor'],
  'application.showCode': ['application.code.actor'],
  'application.confirm': ['application.submit.actor'],
  'application.takeBack': ['application.submit.actor'],
  'windowApplication.scan': ['window.scan.actor'],
  'windowApplication.begin': ['window.person.actor', 'window.person.target'],
  'windowApplication.licences': ['application.read.actor'],
  'windowApplication.save': ['application.save.actor'],
  'windowApplication.ask': ['application.save.actor'],
  'windowApplication.sheet': ['application.paper.actor'],
  'windowApplication.handIn': ['application.save.actor'],
  'windowJoint.begin': ['window.person.actor', 'window.person.target'],
  'windowJoint.save': ['application.save.actor'],
  'windowJoint.ask': ['application.save.actor'],
  'windowJoint.sheet': ['application.paper.actor'],
  'windowJoint.handIn': ['application.save.actor'],
  'windowJoint.consentSheet': ['application.paper.actor'],
  'windowJoint.signConsent': ['window.person.actor'],
  'jointApplication.showCode': ['application.code.actor'],
  'jointApplication.confirm': ['application.submit.actor'],
  'jointApplication.takeBack': ['application.submit.actor'],
  'windowUpload.begin': ['windowUpload.begin.actor'],
  'windowUpload.part': ['windowUpload.part.actor'],
  'windowUpload.finish': ['windowUpload.begin.actor'],
  'windowUpload.picture': ['application.upload.actor'],
  'case.findPickUp': ['application.pickUp.actor'],
  'case.handOverTogether': ['application.pickUp.actor'],
  'case.findByDocument': ['application.pickUp.actor'],
  'case.handOverByDocument': ['application.pickUp.actor'],
  'case.get': ['application.read.actor'],
  'case.assign': ['application.move.actor'],
  'case.transfer': ['application.move.actor'],
  'case.extend': ['application.move.actor'],
  'case.deliverByDocument': ['application.move.actor'],
  'case.move': ['application.move.actor'],
  'objection.raise': ['objection.raise.actor'],
  'objection.get': ['objection.answer.actor'],
  'objection.answer': ['objection.answer.actor'],
  'rating.give': ['rating.give.actor'],
  'rating.change': ['rating.give.actor'],
  'callBack.get': ['rating.callBack.actor'],
  'callBack.answer': ['rating.callBack.actor'],
  'serviceItem.list': ['serviceItem.list.source'],
  'serviceItem.get': ['serviceItem.get.source'],
  'serviceItem.sheet': ['serviceItem.sheet.source'],
  'verification.create': [
    'verification.actor',
    'verification.typed.actor',
    'verification.typed.source',
    'verification.typed.target',
    'verification.scan.source',
    'verification.scan.target',
  ],
}
/** Taken in the use case, where the phone number, the account or the document is known; each has its test there. */
const IN_THE_USE_CASE = [
  'application.pickUp.target',
  'door.manual.hour',
  'door.offline.hour',
  'door.paper.target',
  'place.code.people',
  'otp.check.target',
  'otp.send.target',
  'otp.send.target.minute',
  'realName.check.target',
  'realName.face.target',
  'staff.signIn.target',
  'staff.unlock.target',
]

describe('the rate limits of the assembled API', () => {
  it('R22: every limited operation takes its points from the rules of this table', () => {
    const wired = city.api.operations.filter(({ spec }) => (spec.limits ?? []).length > 0)
    expect(Object.fromEntries(wired.map(({ spec }) => [spec.id, spec.limits!.map(({ rule }) => rule)]))).toEqual(LIMITED)
  })
  it('R22: a rule is told apart by what its name says: source, actor, or a function of what was asked for', () => {
    const wrong = city.api.operations.flatMap(({ spec }) =>
      (spec.limits ?? []).filter(({ rule, by }) => rule.split('.').at(-1) !== (typeof by === 'function' ? 'target' : by)).map(({ rule }) => [spec.id, rule]),
    )
    expect(wrong).toEqual([])
  })
  it('R22: every rule has its values in rate-limits.json, and every value its use', () => {
    expect([...new Set([...Object.values(LIMITED).flat(), ...IN_THE_USE_CASE])].sort()).toEqual(Object.keys(rules).sort())
  })
  it.each([
    ['licence.lookUp.target', '/staff/licences/lookups', () => ({ licenceType: 'drivingLicence', ...paper('990102199406120109') }), 200],
    ['window.person.target', '/window/persons/freeze', () => ({ document: paper('990102199406120117'), reason: '本人要求' }), 404],
    ['window.code.target', '/window/real-name-lookups', () => ({ code: '01234567' }), 404],
    ['verification.typed.target', '/verifications', () => ({ ...AT_COUNTER, code: formatShortCode(buildShortCode('98765432101')) }), 200],
  ] as const)('R22: %s counts one target over all who ask', async (rule, path, body, usual) => {
    const clerks = [await city.signInStaff('chenjing'), await city.signInStaff('linhao')]
    const { points } = rules[rule]!
    for (let n = 0; n < points; n += 1) expect((await clerks[n % 2]!.post(path, body())).status).toBe(usual)
    for (const clerk of clerks) expect((await clerk.post(path, body()).expect(429)).body).toMatchObject({ code: 'RATE_LIMITED' })
  })
})

const paper = (number: string) => ({ documentType: 'residentId', number })
const AT_COUNTER = { scene: 'vehicleOffice', purpose: 'identifyForService', method: 'typed' }
