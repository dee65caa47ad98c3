import type { GraphExchange } from '../../sandbox/graph/exchange-log.ts';
import { checkAnswer } from './support/answer-checker.ts';
import { Csdl } from './support/csdl.ts';
import { compareForm } from './support/docs-examples.ts';
import { isWellFormed } from './support/primitive-forms.ts';
import { checkRequest } from './support/request-checker.ts';

/** A garden instead of Microsoft 365: what the checks find does not depend on Graph. */
const csdl = new Csdl(`
<Schema Namespace="microsoft.graph" Alias="graph">
  <EnumType Name="season"><Member Name="spring" Value="0" /><Member Name="unknownFutureValue" Value="1" /><Member Name="autumn" Value="2" /></EnumType>
  <EnumType Name="colours" IsFlags="true"><Member Name="red" Value="1" /><Member Name="blue" Value="2" /></EnumType>
  <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id" /></Key><Property Name="id" Type="Edm.String" Nullable="false" /></EntityType>
  <ComplexType Name="soil" OpenType="true"><Property Name="acidity" Type="Edm.Double" Nullable="false" /></ComplexType>
  <EntityType Name="plant" BaseType="graph.entity">
    <Property Name="name" Type="Edm.String" /><Property Name="blooms" Type="graph.season" /><Property Name="colours" Type="graph.colours" />
    <Property Name="sownOn" Type="Edm.Date" /><Property Name="tags" Type="Collection(Edm.String)" Nullable="false" /><Property Name="soil" Type="graph.soil" />
    <NavigationProperty Name="neighbours" Type="Collection(graph.plant)" /><NavigationProperty Name="gardener" Type="graph.person" />
  </EntityType>
  <EntityType Name="rose" BaseType="graph.plant"><Property Name="thorns" Type="Edm.Int32" /></EntityType>
  <EntityType Name="person" BaseType="graph.entity"><Property Name="name" Type="Edm.String" /></EntityType>
  <Action Name="water" IsBound="true"><Parameter Name="bindingParameter" Type="graph.plant" /><Parameter Name="litres" Type="Edm.Int32" Nullable="false" /></Action>
  <Function Name="delta" IsBound="true"><Parameter Name="bindingParameter" Type="Collection(graph.plant)" /><ReturnType Type="Collection(graph.plant)" /></Function>
  <EntityContainer Name="GraphService"><EntitySet Name="plants" EntityType="microsoft.graph.plant" /></EntityContainer>
</Schema>`);

const rose = { '@odata.context': 'https://localhost/v1.0/$metadata#plants/$entity', '@odata.type': '#microsoft.graph.rose', id: '1', name: 'Rose', blooms: 'spring', colours: 'red,blue', sownOn: '2026-02-28', tags: ['old'], soil: { acidity: 6.5 }, thorns: 9 };
const exchange = (changes: Partial<GraphExchange>): GraphExchange => ({
  method: 'GET', path: '/plants/1', operation: 'GET /plants/{plant-id}', headers: {}, caller: null, status: 200,
  answerHeaders: { 'request-id': 'x', 'content-type': 'application/json' }, answer: rose, ...changes,
});
const list = (about: object, items: object[] = [{ ...rose, '@odata.context': undefined }].map(({ '@odata.context': _, ...item }) => item)) =>
  ({ path: '/plants', operation: 'GET /plants', answer: { '@odata.context': 'https://localhost/v1.0/$metadata#plants', ...about, value: items } });
const without = (name: keyof typeof rose) => Object.fromEntries(Object.entries(rose).filter(([key]) => key !== name));

describe('the check of an answer', () => {
  it('finds nothing where all is well', () => {
    expect(checkAnswer(csdl, exchange({}))).toEqual([]);
    expect(checkAnswer(csdl, exchange(list({ '@odata.nextLink': 'https://localhost/v1.0/plants?$skiptoken=2' })))).toEqual([]);
    expect(checkAnswer(csdl, exchange({ method: 'DELETE', operation: 'DELETE /plants/{plant-id}', status: 204, answer: undefined }))).toEqual([]);
  });

  it.each<[string, Partial<GraphExchange>, string]>([
    ['a property that does not exist', { answer: { ...rose, smell: 'sweet' } }, 'rose.smell: does not exist'],
    ['a property of another type', { answer: without('@odata.type') }, 'plant.thorns: does not exist'],
    ['a type that does not descend from the declared one', { answer: { ...rose, '@odata.type': '#microsoft.graph.person' } }, 'plant: its @odata.type microsoft.graph.person does not descend from it'],
    ['more on an open type', { answer: { ...rose, soil: { acidity: 6, depth: 3 } } }, 'soil.depth: is not declared on this open type'],
    ['null where it may not be', { answer: { ...rose, soil: { acidity: null } } }, 'soil.acidity: is null, which Edm.Double may not be here'],
    ['null in a list', { answer: { ...rose, tags: [null] } }, 'rose.tags: is null, which Edm.String may not be here'],
    ['no list', { answer: { ...rose, tags: 'old' } }, 'rose.tags: is no list'],
    ['a day that there is not', { answer: { ...rose, sownOn: '2026-02-30' } }, 'rose.sownOn: is no Edm.Date'],
    ['no member', { answer: { ...rose, blooms: 'winter' } }, 'rose.blooms: “winter” is no member of season'],
    ['a flag that there is not', { answer: { ...rose, colours: 'red,green' } }, 'rose.colours: “green” is no member of colours'],
    ['a later member, unasked', { answer: { ...rose, blooms: 'autumn' } }, 'rose.blooms: “autumn” of season is given only to those who prefer unknown members'],
    ['a relation, unasked', { answer: { ...rose, gardener: { id: '2' } } }, 'rose.gardener: is a relation that was not expanded'],
    ['an unknown annotation', { answer: { ...rose, 'name@odata.colour': 'x' } }, 'rose.name@odata.colour: is no annotation that OData or Graph has'],
    ['an ETag without quotes', { answer: { ...rose, '@odata.etag': '1' } }, 'rose.@odata.etag: is not well-formed'],
    ['no context', { answer: without('@odata.context') }, 'answer.@odata.context: is missing (plant)'],
    ['a context of a list', { answer: { ...rose, '@odata.context': 'https://localhost/v1.0/$metadata#plants' } }, 'answer.@odata.context: is of a list where there is one (plant)'],
    ['a context that leads nowhere', { answer: { ...rose, '@odata.context': 'https://localhost/v1.0/$metadata#weeds/$entity' } }, 'answer.@odata.context: leads nowhere (plant)'],
    ['no key', { answer: without('id') }, 'rose.id: is missing'],
    ['what was not selected', { path: '/plants/1?$select=name', answer: { '@odata.context': 'https://localhost/v1.0/$metadata#plants(name)/$entity', id: '1', name: 'Rose', blooms: 'spring' } }, 'plant.blooms: was not selected'],
    ['what was selected left out', { path: '/plants/1?$select=name', answer: { '@odata.context': 'https://localhost/v1.0/$metadata#plants(name)/$entity', id: '1' } }, 'plant.name: was selected and is missing'],
    ['a count that was asked for left out', { ...list({}), path: '/plants?$count=true' }, 'answer.@odata.count: was asked for and is missing'],
    ['a nextLink to elsewhere', list({ '@odata.nextLink': '/plants?$skiptoken=2' }), 'answer.@odata.nextLink: is no address of this Graph'],
    ['changes without an end', { ...list({}), path: '/plants/delta', operation: 'GET /plants/delta' }, 'answer: changes end with neither or both of nextLink and deltaLink'],
    ['a body where none belongs', { method: 'DELETE', operation: 'DELETE /plants/{plant-id}', status: 204 }, 'answer: has a body where there is none'],
    ['an error without its inner one', { status: 404, answer: { error: { code: 'NotFound', message: '' } } }, 'error.innerError.date: is missing'],
  ])('finds %s', (_what, changes, deviation) => {
    expect(checkAnswer(csdl, exchange(changes))).toContain(deviation);
  });

  it('lets through a relation that was expanded, and a later member that was asked for', () => {
    const context = 'https://localhost/v1.0/$metadata#plants(gardener())/$entity';
    expect(checkAnswer(csdl, exchange({ path: '/plants/1?$expand=gardener', answer: { ...rose, '@odata.context': context, gardener: { id: '2', name: 'Ann' } } }))).toEqual([]);
    expect(checkAnswer(csdl, exchange({ headers: { prefer: 'include-unknown-enum-members' }, answer: { ...rose, blooms: 'autumn' } }))).toEqual([]);
  });
});

describe('the check of a request', () => {
  const post = (body: object) => exchange({ method: 'POST', path: '/plants', operation: 'POST /plants', body });

  it('finds nothing where all is well', () => {
    expect(checkRequest(csdl, post({ name: 'Rose', 'gardener@odata.bind': 'https://graph.microsoft.com/v1.0/people/2', neighbours: [{ name: 'Vine' }] }))).toEqual([]);
    expect(checkRequest(csdl, exchange({ path: "/plants?$select=id,name&$expand=gardener($select=name)&$filter=name eq 'Rose' and tags/any(t:t eq 'old')&$orderby=name desc" }))).toEqual([]);
  });

  it.each<[string, GraphExchange, string]>([
    ['a property that does not exist', post({ smell: 'sweet' }), 'plant.smell: does not exist'],
    ['a value of another type', post({ name: 3 }), 'plant.name: is no Edm.String'],
    ['what binds no relation', post({ 'name@odata.bind': 'https://graph.microsoft.com/v1.0/people/2' }), 'plant.name@odata.bind: binds what is no relation'],
    ['an unknown parameter', exchange({ method: 'POST', operation: 'POST /plants/{plant-id}/water', body: { gallons: 2 } }), 'water.gallons: is no parameter'],
    ['what is selected and does not exist', exchange({ path: '/plants?$select=smell' }), 'plant.smell: is selected and does not exist'],
    ['what is expanded and no relation', exchange({ path: '/plants?$expand=soil' }), 'plant.soil: is expanded and is no relation'],
    ['what is filtered by and does not exist', exchange({ path: "/plants?$filter=smell eq 'name'" }), 'plant.smell: is filtered or ordered by and does not exist'],
  ])('finds %s', (_what, request, deviation) => {
    expect(checkRequest(csdl, request)).toContain(deviation);
  });
});

it.each([
  ['Edm.Guid', '0b7a5f5e-6a5e-4d0b-9d55-0d6a5ad0c001', '0b7a5f5e'], ['Edm.DateTimeOffset', '2026-02-28T10:00:00.1234567Z', '2026-02-28T10:00:00'], ['Edm.Duration', 'PT1H30M', '1 h'],
  ['Edm.Int32', 2_147_483_647, 2_147_483_648], ['Edm.Int64', 2_147_483_648, '2147483648'], ['Edm.Boolean', true, 'true'], ['Edm.Binary', 'AQID', 'AQ ID'], ['Edm.TimeOfDay', '23:59:59', '24:00'], ['Edm.Date', '2028-02-29', '2027-02-29'],
])('%s is written %j and not %j', (type, right, wrong) => {
  expect([isWellFormed(type, right), isWellFormed(type, wrong)]).toEqual([true, false]);
});

it('compares an answer with an example by names and types, of all items of a list together', () => {
  expect(compareForm({ value: [{ a: 1, b: { c: 'x' } }, { d: null }] }, { value: [{ a: '1', b: { c: 'y' } }, { e: [] }] })).toEqual(['lacks value.d', 'has value.e besides', 'value.a is a string and not a number']);
  expect(compareForm({ a: null, b: [] }, { a: 1, b: ['x'] })).toEqual([]);
});
