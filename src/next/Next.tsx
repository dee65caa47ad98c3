import { useQuery } from '@tanstack/react-query';
import { LaunchNext } from '../launch/LaunchNext.tsx';
import { Invitations } from '../membership/Invitations.tsx';
import { useChangeMembers } from '../membership/members-queries.ts';
import { next } from './next-queries.ts';

/** What waits for the reader here. When it cannot be told, the page says nothing of it: the rest is worth reading all the same. */
export function Next({ communityId }: { communityId: string }) {
  const { data } = useQuery(next(communityId));
  const change = useChangeMembers(communityId);
  return (
    <>
      <Invitations invitations={data?.asked ?? []} change={change} />
      {data?.launch && <LaunchNext next={data.launch} from={communityId} />}
    </>
  );
}
