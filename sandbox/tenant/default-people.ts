import { stableId } from './stable-id.ts';
import type { TenantUser } from './tenant-file.ts';

export const DOMAIN = 'calderwell.example';

interface Site { officeLocation: string; usageLocation: string; preferredLanguage: string; timeZone: string }

/** Outlook names zones as Windows does; a person's mailbox says `GMT Standard Time`, not `Europe/Lisbon`. */
const sites: Record<string, Site> = {
  L: { officeLocation: 'Lisbon', usageLocation: 'PT', preferredLanguage: 'pt-PT', timeZone: 'GMT Standard Time' },
  T: { officeLocation: 'Toronto', usageLocation: 'CA', preferredLanguage: 'en-CA', timeZone: 'Eastern Standard Time' },
  S: { officeLocation: 'Singapore', usageLocation: 'SG', preferredLanguage: 'en-SG', timeZone: 'Singapore Standard Time' },
};

/**
 * The people of Calderwell Water, who do not exist. One a line: given name, surname, site, job title,
 * and the manager's name before the `@`; a name is its own ASCII form before the `@`.
 */
const departments: Record<string, string> = {
  'Finance & Operations': `
    Helena | Vasconcelos | L | Managing Director |
    Duarte | Figueira | L | Head of Finance & Operations | helena.vasconcelos
    Inês | Caldeira | L | Financial Controller | duarte.figueira
    Margaret | Thibault | T | Operations Manager | duarte.figueira
    Yong Sheng | Koh | S | Operations Manager | duarte.figueira
    Teresa | Nogueira | L | Accountant | ines.caldeira
    Connor | McAllister | T | Procurement Specialist | margaret.thibault
    Faridah | Osman | S | Office Manager | yongsheng.koh
    Rui | Sequeira | L | Contracts Lawyer | duarte.figueira`,
  'Engineering': `
    Étienne | Marchand | T | Head of Engineering | helena.vasconcelos
    Beatriz | Quintela | L | Lead Hydraulic Engineer | etienne.marchand
    Daniel | Okafor | T | Lead Process Engineer | etienne.marchand
    Wei Ling | Chua | S | Lead Structural Engineer | etienne.marchand
    Tomás | Alvarenga | L | Hydraulic Engineer | beatriz.quintela
    Leonor | Pacheco | L | Hydraulic Engineer | beatriz.quintela
    Gonçalo | Rebelo | L | Graduate Engineer | beatriz.quintela
    Priya | Ramanathan | T | Process Engineer | daniel.okafor
    Nathan | Bergeron | T | Process Engineer | daniel.okafor
    Hannah | Lindqvist | T | Graduate Engineer | daniel.okafor
    Jun Hao | Teo | S | Structural Engineer | weiling.chua
    Nurul | Hidayat | S | Structural Engineer | weiling.chua
    Aravind | Selvaraj | S | Mechanical Engineer | weiling.chua
    Sofia | Meireles | L | Tunnels and Intakes Engineer | beatriz.quintela
    Owen | Fitzgerald | T | Dam Safety Engineer | daniel.okafor`,
  'Software': `
    Kavita | Deshpande | T | Head of Software | helena.vasconcelos
    Miguel | Sarmento | L | Engineering Manager, Platform | kavita.deshpande
    Zhi Hao | Lim | S | Engineering Manager, Sensors | kavita.deshpande
    Catarina | Lobo | L | Senior Software Engineer | miguel.sarmento
    Bruno | Falcão | L | Software Engineer | miguel.sarmento
    Marta | Esteves | L | Product Designer | miguel.sarmento
    Alexandre | Gagnon | T | Senior Software Engineer | kavita.deshpande
    Grace | Adeyemi | T | Product Manager | kavita.deshpande
    Liam | Kowalchuk | T | Software Engineer | kavita.deshpande
    Hui Min | Ng | S | Firmware Engineer | zhihao.lim
    Prakash | Nair | S | Firmware Engineer | zhihao.lim
    Siti | Rahmat | S | Test Engineer | zhihao.lim`,
  'Data & Modelling': `
    Joaquim | Teles | L | Head of Data & Modelling | helena.vasconcelos
    Raquel | Bettencourt | L | Lead Modeller | joaquim.teles
    Samuel | Tremblay | T | Lead Data Scientist | joaquim.teles
    Mei Xuan | Ong | S | Lead Hydrologist | joaquim.teles
    Vasco | Antunes | L | Modeller | raquel.bettencourt
    Filipa | Moniz | L | Modeller | raquel.bettencourt
    Noor | Haddad | T | Data Scientist | samuel.tremblay
    Isabelle | Cloutier | T | Data Engineer | samuel.tremblay
    Kai Wen | Goh | S | Hydrologist | meixuan.ong
    Deepa | Krishnan | S | Remote Sensing Analyst | meixuan.ong
    André | Valadares | L | Data Steward | joaquim.teles`,
  'Field Services': `
    Boon Keat | Sim | S | Head of Field Services | helena.vasconcelos
    Carlos | Brandão | L | Field Manager, Lisbon | boonkeat.sim
    Rachel | Sinclair | T | Field Manager, Toronto | boonkeat.sim
    Hafiz | Ismail | S | Field Manager, Singapore | boonkeat.sim
    Paulo | Serrano | L | Leak Detection Technician | carlos.brandao
    Cláudia | Frade | L | Field Technician | carlos.brandao
    Nelson | Varela | L | Survey Technician | carlos.brandao
    Tyler | Desjardins | T | Field Technician | rachel.sinclair
    Amara | Nwosu | T | Safety Adviser | rachel.sinclair
    Jack | Pelletier | T | Diver and Inspector | rachel.sinclair
    Kumar | Pillai | S | Sensor Technician | hafiz.ismail
    Xin Yi | Tan | S | Field Technician | hafiz.ismail
    Zulkifli | Hassan | S | Boat Master | hafiz.ismail`,
  'Client Partnerships': `
    Victoria | Ashworth | T | Head of Client Partnerships | helena.vasconcelos
    Lourenço | Pimentel | L | Partner, Southern Europe | victoria.ashworth
    Emily | Chartrand | T | Partner, North America | victoria.ashworth
    Jia Hui | Wong | S | Partner, South-East Asia | victoria.ashworth
    Madalena | Cordeiro | L | Bid Manager | lourenco.pimentel
    Simão | Leitão | L | Account Manager | lourenco.pimentel
    Jacob | Morrison | T | Account Manager | emily.chartrand
    Renée | Lachance | T | Bid Writer | emily.chartrand
    Shanthi | Govindasamy | S | Account Manager | jiahui.wong
    Marcus | Yeo | S | Bid Manager | jiahui.wong`,
  'People & Learning': `
    Amália | Roquette | L | Head of People & Learning | helena.vasconcelos
    Patrícia | Salgueiro | L | Communities and Knowledge Lead | amalia.roquette
    Benjamin | Osei | T | Learning Designer | amalia.roquette
    Charlotte | Dumont | T | People Partner | amalia.roquette
    Li Ting | Ho | S | People Partner | amalia.roquette
    Rohan | Menon | S | Recruiter | liting.ho
    Diogo | Mascarenhas | L | Librarian | patricia.salgueiro
    Aoife | Brennan | T | Apprenticeships Coordinator | charlotte.dumont
    Nuno | Travassos | L | Internal Communications Writer | amalia.roquette
    Azlina | Yusof | S | Learning Coordinator | liting.ho`,
};

/** The part before the `@`, from a person's names: no accents, spaces or capitals. */
function localPart(givenName: string, surname: string): string {
  const plain = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z]/g, '').toLowerCase();
  return `${plain(givenName)}.${plain(surname)}`;
}

/** The id of a person of the default tenant, from the part of the user principal name before the `@`. */
export function personId(local: string): string {
  return stableId('person', local);
}

export function defaultPeople(): TenantUser[] {
  return Object.entries(departments).flatMap(([department, lines]) =>
    lines.trim().split('\n').map((line) => {
      const [givenName = '', surname = '', site = '', jobTitle = '', manager = ''] = line.split('|').map((field) => field.trim());
      const { timeZone, ...place } = sites[site]!;
      const local = localPart(givenName, surname);
      const address = `${local}@${DOMAIN}`;
      return {
        id: personId(local),
        displayName: site === 'S' && givenName.includes(' ') ? `${surname} ${givenName}` : `${givenName} ${surname}`,
        givenName,
        surname,
        userPrincipalName: address,
        mail: address,
        mailNickname: local,
        jobTitle,
        department,
        companyName: 'Calderwell Water',
        ...place,
        mailboxSettings: { timeZone, language: { locale: place.preferredLanguage } },
        accountEnabled: true,
        userType: 'Member' as const,
        manager: manager === '' ? null : personId(manager),
      };
    }));
}
