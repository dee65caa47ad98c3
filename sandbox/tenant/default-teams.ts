/** A channel of a team: name, what it is for; `private` with its members. */
export interface ChannelSketch { name: string; about: string; private?: string[] }
export interface TeamSketch {
  name: string;
  about: string;
  visibility: 'Public' | 'Private';
  created: string;
  /** Parts before the `@`. */
  owners: string[];
  /** Whole departments that are in it, and people by the part before the `@`. */
  departments?: string[];
  members?: string[];
  channels: ChannelSketch[];
  libraries: string[];
}

const words = (text: string) => text.trim().split(/\s+/);

/** The fourteen teams: five for departments and management, three projects, six of a shared craft. */
export const teamSketches: TeamSketch[] = [
  {
    name: 'Hydraulic Modelling', visibility: 'Public', created: '2022-03-14T09:12:00Z',
    about: 'Everyone who builds or trusts a hydraulic model: calibration, uncertainty, and what a model may be used for.',
    owners: words('raquel.bettencourt beatriz.quintela'),
    members: words(`joaquim.teles meixuan.ong vasco.antunes filipa.moniz tomas.alvarenga leonor.pacheco goncalo.rebelo samuel.tremblay
      noor.haddad kaiwen.goh priya.ramanathan sofia.meireles owen.fitzgerald patricia.salgueiro weiling.chua`),
    channels: [
      { name: 'Calibration clinic', about: 'Bring a model that does not fit its data.' },
      { name: 'Rainfall and runoff', about: 'Design storms, soils, and the climate allowances of each country.' },
    ],
    libraries: ['Documents', 'Reference models'],
  },
  {
    name: 'Leak Detection', visibility: 'Public', created: '2021-10-04T08:00:00Z',
    about: 'A shared problem: finding leaks sooner, with fewer dry holes.',
    owners: words('paulo.serrano xinyi.tan'),
    members: words(`carlos.brandao claudia.frade nelson.varela hafiz.ismail kumar.pillai tyler.desjardins rachel.sinclair noor.haddad
      deepa.krishnan huimin.ng prakash.nair vasco.antunes jiahui.wong simao.leitao`),
    channels: [
      { name: 'Acoustic methods', about: 'Correlators, hydrophones, listening sticks and what each hears.' },
      { name: 'Satellite and sensors', about: 'Reading moisture and pressure from far away.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Python for Engineers', visibility: 'Public', created: '2023-01-23T14:30:00Z',
    about: 'A tool: small programs that engineers write for themselves, and how to keep them correct.',
    owners: words('catarina.lobo nathan.bergeron'),
    members: words(`alexandre.gagnon isabelle.cloutier tomas.alvarenga goncalo.rebelo hannah.lindqvist junhao.teo nurul.hidayat aravind.selvaraj
      filipa.moniz kaiwen.goh siti.rahmat bruno.falcao noor.haddad liam.kowalchuk`),
    channels: [
      { name: 'Help with my script', about: 'No question is too small.' },
      { name: 'Shared library', about: 'The calderwell package: what goes in and how it is tested.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'First-Time Team Leads', visibility: 'Public', created: '2024-02-05T10:00:00Z',
    about: 'A role that is new to most who have it: leading people for the first time.',
    owners: words('benjamin.osei liting.ho'),
    members: words(`beatriz.quintela daniel.okafor weiling.chua miguel.sarmento zhihao.lim raquel.bettencourt samuel.tremblay meixuan.ong
      carlos.brandao rachel.sinclair hafiz.ismail margaret.thibault yongsheng.koh charlotte.dumont amalia.roquette aoife.brennan`),
    channels: [
      { name: 'Hard conversations', about: 'Rehearse them here first.', private: words('benjamin.osei liting.ho daniel.okafor hafiz.ismail') },
      { name: 'Readings', about: 'One short text a month.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Utilities Clients', visibility: 'Public', created: '2022-09-19T12:00:00Z',
    about: 'What we learn about water utilities as clients: how they buy, regulate, budget and decide.',
    owners: words('emily.chartrand lourenco.pimentel'),
    members: words(`victoria.ashworth jiahui.wong madalena.cordeiro simao.leitao jacob.morrison renee.lachance shanthi.govindasamy marcus.yeo
      grace.adeyemi daniel.okafor rui.sequeira sofia.meireles`),
    channels: [
      { name: 'Regulation watch', about: 'Changes that will reach our clients within two years.' },
      { name: 'Bids and lessons', about: 'Why we won, why we lost.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Learning from Projects', visibility: 'Public', created: '2021-05-17T09:00:00Z',
    about: 'After-action reviews, told as stories, so that the next project starts where the last one ended.',
    owners: words('diogo.mascarenhas owen.fitzgerald'),
    members: words(`patricia.salgueiro nuno.travassos benjamin.osei azlina.yusof sofia.meireles weiling.chua rachel.sinclair hafiz.ismail
      grace.adeyemi madalena.cordeiro marcus.yeo margaret.thibault daniel.okafor kumar.pillai etienne.marchand`),
    channels: [
      { name: 'Reviews', about: 'Dates, facilitators and notes of after-action reviews.' },
      { name: 'Near misses', about: 'What almost went wrong, without names.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Engineering', visibility: 'Public', created: '2020-06-01T09:00:00Z',
    about: 'The engineering department: standards, people and work in hand.',
    owners: words('etienne.marchand'), departments: ['Engineering'],
    channels: [
      { name: 'Design reviews', about: 'Book a reviewer; file the record.' },
      { name: 'Standards', about: 'Our own, and changes in Eurocode, CSA and SS.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Software', visibility: 'Public', created: '2020-06-01T09:00:00Z',
    about: 'The software department: platform, sensors and design.',
    owners: words('kavita.deshpande miguel.sarmento'), departments: ['Software'],
    channels: [
      { name: 'Releases', about: 'What goes out, when, and how to roll it back.' },
      { name: 'Sensors', about: 'Firmware for loggers and gateways.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Field Services', visibility: 'Public', created: '2020-06-01T09:00:00Z',
    about: 'Crews, vehicles, instruments and safety at the three sites.',
    owners: words('boonkeat.sim amara.nwosu'), departments: ['Field Services'],
    channels: [
      { name: 'Safety', about: 'Alerts, toolbox talks and permits.' },
      { name: 'Lisbon crews', about: 'Week plans.' },
      { name: 'Toronto crews', about: 'Week plans.' },
      { name: 'Singapore crews', about: 'Week plans.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'People Partners', visibility: 'Private', created: '2020-07-13T09:00:00Z',
    about: 'People & Learning: confidential work on recruitment, pay and development.',
    owners: words('amalia.roquette'), departments: ['People & Learning'],
    channels: [{ name: 'Recruitment', about: 'Open posts.' }],
    libraries: ['Documents'],
  },
  {
    name: 'Management Circle', visibility: 'Private', created: '2020-06-01T08:00:00Z',
    about: 'The managing director and the seven heads.',
    owners: words('helena.vasconcelos'),
    members: words('duarte.figueira etienne.marchand kavita.deshpande joaquim.teles boonkeat.sim victoria.ashworth amalia.roquette'),
    channels: [{ name: 'Quarter', about: 'Goals and review of the quarter.' }],
    libraries: ['Documents'],
  },
  {
    name: 'Tejo Estuary Twin', visibility: 'Private', created: '2025-04-07T09:00:00Z',
    about: 'Project: a digital twin of tides, sewers and salinity for the estuary authority.',
    owners: words('sofia.meireles filipa.moniz'),
    members: words('lourenco.pimentel vasco.antunes leonor.pacheco catarina.lobo bruno.falcao marta.esteves andre.valadares nelson.varela rui.sequeira raquel.bettencourt'),
    channels: [
      { name: 'Model', about: 'Mesh, boundary data, runs.' },
      { name: 'Client meetings', about: 'Agendas and minutes.' },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Lake Ontario Intake', visibility: 'Private', created: '2024-11-18T14:00:00Z',
    about: 'Project: renewal of a deep-water intake and its pumping station.',
    owners: words('daniel.okafor emily.chartrand'),
    members: words('priya.ramanathan nathan.bergeron hannah.lindqvist owen.fitzgerald jack.pelletier rachel.sinclair amara.nwosu connor.mcallister isabelle.cloutier'),
    channels: [
      { name: 'Dive inspections', about: 'Plans, logs and footage.' },
      { name: 'Contract', about: 'Notices and variations.', private: words('daniel.okafor emily.chartrand connor.mcallister') },
    ],
    libraries: ['Documents'],
  },
  {
    name: 'Marina Reservoir Sensors', visibility: 'Public', created: '2025-08-25T01:30:00Z',
    about: 'Project: forty floating water-quality stations, read every five minutes.',
    owners: words('zhihao.lim hafiz.ismail'),
    members: words('huimin.ng prakash.nair siti.rahmat kumar.pillai zulkifli.hassan meixuan.ong kaiwen.goh deepa.krishnan shanthi.govindasamy aravind.selvaraj'),
    channels: [
      { name: 'Deployments', about: 'Which station, where, since when.' },
      { name: 'Data quality', about: 'Drift, fouling and gaps.' },
    ],
    libraries: ['Documents'],
  },
];
