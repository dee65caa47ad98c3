import { Avatar, Badge, Button, Card, FluentProvider, Input, teamsLightTheme, Text, Title1 } from '@fluentui/react-components';
import { app } from '@microsoft/teams-js';
import { createRoot } from 'react-dom/client';

/** What any Teams tab needs before it does anything: React, Fluent and teams-js, and a few components. */
function Peer({ name }: { name: string }) {
  return (
    <FluentProvider theme={teamsLightTheme}>
      <Title1 as="h1">My communities</Title1>
      <Input aria-label="Search" />
      <Button appearance="primary">Start a community</Button>
      {[name, 'Data stewards', 'Energy in buildings'].map((title) => (
        <Card key={title}><Avatar name={title} /><Text weight="semibold">{title}</Text><Badge>Maturing</Badge></Card>
      ))}
    </FluentProvider>
  );
}

await app.initialize(['http://localhost']);
const context = await app.getContext();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Peer name={context.page.id ? 'Welding and joining' : ''} />);
