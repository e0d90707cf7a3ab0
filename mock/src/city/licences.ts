import { addDays, type CalendarDate } from '@zsb/shared/time'
import { marketNorth, marketPort, policeOf } from './bodies'
import type { CityLicence } from './licence'
import { birth, disability, driving, household, idCard, nucleicAcid, observationRelease, socialSecurity } from './person-papers'
import { business, food, permitNumber } from './firm-papers'

/** Every licence of the city on its first day. @param today what relative dates count from */
export function createLicences(today: CalendarDate): CityLicence[] {
  return [
    idCard('wangXiaomei', { from: '2019-08-14', to: '2039-08-14' }),
    driving('wangXiaomei', { vehicleClass: 'C1', validTo: addDays(today, 30), years: 6, points: 3, file: '990100283746', changedOn: today }),
    socialSecurity('wangXiaomei', 'L90000001'),
    household(
      '990102018812',
      [
        ['wangXiaomei', '户主'],
        ['zhangWeiqiang', '夫'],
        ['wangAnan', '女'],
      ],
      { issuer: policeOf('990102'), issuedOn: '2020-03-20' },
    ),
    birth({
      number: 'Q990000123',
      child: { name: '王安安', sex: 'female', bornOn: '2020-03-05', bornAt: '08:42', id: 'wangAnan' },
      mother: 'wangXiaomei',
      father: 'zhangWeiqiang',
      weeks: 39,
      weight: 3280,
      issuedOn: '2020-03-08',
    }),

    idCard('zhangWeiqiang', { from: '2018-05-21', to: '2038-05-21' }),
    driving('zhangWeiqiang', { vehicleClass: 'B2', validTo: '2031-05-18', years: 10, points: 0, file: '990100194420' }),
    socialSecurity('zhangWeiqiang', 'L90000002'),

    idCard('wangAnan', { from: '2023-07-10', to: '2028-07-10' }),
    socialSecurity('wangAnan', 'L90000003'),

    idCard('liJianguo', { from: '2006-11-02', to: null }),
    driving(
      'liJianguo',
      { vehicleClass: 'C1', validTo: '2030-02-17', years: 6, points: 12, file: '990100007719', changedOn: '2026-11-05' },
      { state: 'withheld', changeReason: '暂扣机动车驾驶证三个月' },
    ),
    socialSecurity('liJianguo', 'L90000004'),
    household('990103000017', [['liJianguo', '户主']], { issuer: policeOf('990103'), issuedOn: '2003-06-18' }),
    disability('liJianguo', { category: 4, grade: 3, guardian: '李志远', from: '2022-09-06', to: '2032-09-05' }),

    idCard('aili', { from: '2016-02-25', to: '2036-02-25' }),
    socialSecurity('aili', 'L90000005'),
    driving('aili', { vehicleClass: 'B2', validTo: '2029-11-01', years: 10, points: 1, file: '990100332871' }),

    idCard('chenHong', { from: '2021-12-08', to: '2041-12-08' }),
    driving('chenHong', { vehicleClass: 'C2', validTo: addDays(today, -45), years: 6, points: 0, file: '990100401226', changedOn: today }),

    socialSecurity('heJiahui', 'L90000006'),
    driving('heJiahui', { vehicleClass: 'C1', validTo: '2029-05-20', years: 6, points: 0, file: '990100455003' }),
    socialSecurity('linYating', 'L90000007'),
    socialSecurity('anna', 'L90000008'),

    idCard('zhaoMinhua', { from: '2017-03-30', to: '2037-03-30' }),
    socialSecurity('zhaoMinhua', 'L90000009'),
    household('990102000044', [['zhaoMinhua', '户主']], { issuer: policeOf('990102'), issuedOn: '2009-01-15' }),
    business('muguang', { issuer: marketNorth, issuedOn: '2024-05-11' }),
    food('muguang', { issuer: marketNorth, number: permitNumber('2990102000012'), from: '2024-06-01', to: '2029-05-31' }),

    idCard('zhouYa', { from: '2023-09-01', to: '2043-09-01' }, { state: 'lost', changeReason: '本人申报丢失', changedOn: '2026-11-20' }),
    socialSecurity('zhouYa', 'L90000010', { state: 'tempLost', changeReason: '电话临时挂失', changedOn: '2026-11-20' }),
    household(
      '990102000071',
      [
        ['zhouYa', '户主'],
        ['sunXiao', '子'],
      ],
      { issuer: policeOf('990102'), issuedOn: '2015-04-09' },
    ),
    birth({
      number: 'V990000002',
      child: { name: '周小满', sex: 'male', bornOn: '2026-11-02', bornAt: '17:40', id: null },
      mother: 'zhouYa',
      father: null,
      weeks: 38,
      weight: 3080,
      issuedOn: '2026-11-06',
    }),
    idCard('sunXiao', { from: '2025-06-03', to: '2035-06-03' }),

    idCard('liuYang', { from: '2015-10-10', to: '2035-10-10' }),
    idCard('liuGuilan', { from: '2009-04-03', to: null }),
    driving('liuYang', { vehicleClass: 'C1', validTo: '2030-01-08', years: 6, points: 6, file: '990100260518' }),
    business('shunda', { issuer: marketPort, issuedOn: '2019-06-03' }, { state: 'abnormal', changeReason: '未按规定公示年度报告', changedOn: '2026-07-15' }),
    food('shunda', { issuer: marketPort, number: permitNumber('2990104000003'), from: '2021-06-20', to: '2026-06-19' }),

    idCard('xuJingyi', { from: '2021-02-08', to: '2041-02-08' }),
    socialSecurity('xuJingyi', 'L90000015'),
    household(
      '990102000115',
      [
        ['xuJingyi', '户主'],
        ['guChen', '夫'],
      ],
      { issuer: policeOf('990102'), issuedOn: '2022-10-18' },
    ),
    birth({
      number: 'V990000003',
      child: { name: '顾知夏', sex: 'female', bornOn: '2026-11-20', bornAt: '06:15', id: null },
      mother: 'xuJingyi',
      father: 'guChen',
      weeks: 39,
      weight: 3320,
      issuedOn: '2026-11-21',
    }),
    idCard('guChen', { from: '2019-09-03', to: '2039-09-03' }),
    nucleicAcid('guChen', { result: 'negative', sampledOn: today }),
    nucleicAcid('guChen', { result: 'negative', sampledOn: addDays(today, -9) }),
    observationRelease('guChen', { releasedOn: addDays(today, -2) }),

    idCard('qianDefu', { from: '2005-05-05', to: null }, { state: 'cancelled', changeReason: '死亡注销', changedOn: '2026-03-02' }),
  ]
}
