import { type LoopbackServer, serveOnLoopback } from "../loopback.ts";
import { openStore } from "../store/store.ts";
import { createCrmApi, type CrmApiOptions } from "./api.ts";
import { httpApi } from "./http-api.ts";

/** Options of {@link serveCrmApi}. */
export interface ServeCrmApiOptions extends Omit<CrmApiOptions, "database"> {
  /** Database file; left out: fresh sample data in memory. */
  file?: string;
  /** Default: a free one. */
  port?: number;
}

/**
 * Serves the REST API with data of its own on 127.0.0.1; its `url` is what CRM_BASE_URL takes. Throws
 * LabError `crm-store-locked`, `crm-store-unusable`, `port-in-use`.
 */
export async function serveCrmApi(options: ServeCrmApiOptions): Promise<LoopbackServer> {
  const { file, port, ...rest } = options;
  const database = openStore(file);
  try {
    const { url, close } = await serveOnLoopback(
      httpApi(createCrmApi({ database, ...rest })),
      port,
    );
    return { url, close: () => close().then(() => database.close()) };
  } catch (error) {
    database.close();
    throw error;
  }
}
