import type { TenantUser } from '../tenant/tenant-file.ts';

/** The page where one picks the person to be. `hint` (a UPN) comes first. */
export function authorizePage(url: URL, appName: string, people: TenantUser[], hint: string | null): string {
  const ordered = [...people].sort((a, b) => Number(isHinted(b, hint)) - Number(isHinted(a, hint)) || a.displayName.localeCompare(b.displayName));
  const choices = ordered.map(person => {
    const target = new URL(url);
    target.searchParams.set('sandbox_person', person.id);
    const about = [person.jobTitle, person.department].filter(Boolean).join(', ');
    return `<li><a href="${escape(target.pathname + target.search)}"><b>${escape(person.displayName)}</b><span>${escape(about || person.userPrincipalName)}</span></a></li>`;
  }).join('\n');
  return page(`Sign in to ${appName}`, `<h1>Sign in to ${escape(appName)}</h1>
<p>This is the sandbox: pick the person you want to be.</p>
<label for="find">Find a person</label><input id="find" type="search" autocomplete="off" autofocus>
<ul id="people">${choices}</ul>
<script>
  const items = [...document.querySelectorAll('#people li')];
  document.getElementById('find').addEventListener('input', event => {
    const sought = event.target.value.toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(sought);
  });
</script>`);
}

export function errorPage(message: string): string {
  return page('Sign-in failed', `<h1>Sign-in failed</h1><p role="alert">${escape(message)}</p>`);
}

/** For `response_mode=form_post`. */
export function formPostPage(action: string, values: URLSearchParams): string {
  const fields = [...values].map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join('');
  return page('Working…', `<form method="post" action="${escape(action)}">${fields}<button>Continue</button></form><script>document.forms[0].submit()</script>`);
}

function isHinted(person: TenantUser, hint: string | null): boolean {
  return hint !== null && person.userPrincipalName.toLowerCase() === hint.toLowerCase();
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title><style>
body { font: 16px/1.4 "Segoe UI", system-ui, sans-serif; margin: 0 auto; max-width: 28rem; padding: 2rem 1rem; color: #242424 }
h1 { font-size: 1.4rem } label { display: block; font-weight: 600 } input { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit }
ul { list-style: none; padding: 0 } a { display: flex; flex-direction: column; padding: .5rem; color: inherit; text-decoration: none; border-radius: 4px }
a:hover, a:focus { background: #eee; outline: 2px solid #5b5fc7 } span { color: #616161; font-size: .9rem }
</style></head><body><main>${body}</main></body></html>`;
}
