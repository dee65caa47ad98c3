import { createServer } from 'node:http';
import pg from 'pg';

/** The floor: node:http and pg with the statements that the API ran, and nothing else. Statements come with a message. */
interface Statement { sql: string; parameters: unknown[] }

process.on('message', async ({ url, pool: size, statements }: { url: string; pool: number; statements: Statement[] }) => {
  const pool = new pg.Pool({ connectionString: url, max: size });
  const server = createServer(async (_request, response) => {
    const client = await pool.connect();
    try {
      let rows: unknown[] = [];
      for (const { sql, parameters } of statements) {
        const result = await client.query(sql, parameters);
        // Several statements in one answer in a list; they set up the transaction and give no rows.
        if (!Array.isArray(result) && result.rows.length > 0) rows = result.rows;
      }
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ items: rows }));
    } finally {
      client.release();
    }
  });
  server.listen(0, () => process.send?.({ port: (server.address() as { port: number }).port }));
});
