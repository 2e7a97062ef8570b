import type { Sketch } from "../sketch.ts";
import { warehouse } from "./warehouse.ts";

/** The warehouse, sketched in a hurry: eight faults, each of which would be found out late. */
export const warehouseWithFaults: Sketch = {
  ...warehouse,
  config: {
    mcpServers: {
      warehouse: {
        type: "http",
        url: "https://mcp.palletandpine.example/mcp",
        headers: { Authorization: "Bearer ${WAREHOUSE_TOKEN:-guest}" },
      },
    },
  },
  credentials: warehouse.credentials.map((credential) => ({ ...credential, renewed: "never" })),
  resourcesVia: "connector",
  tools: warehouse.tools.map((tool) => ({
    ...tool,
    ...(tool.idempotencyKey !== undefined && { idempotencyKey: "order_id" }),
  })),
  errors: warehouse.errors.map((row) =>
    row.code === "PERMISSION_DENIED" ? { ...row, retryable: true } : row,
  ),
  connector: {
    status: "used",
    servers: [
      {
        name: "warehouse",
        url: "https://mcp.palletandpine.example/mcp",
        default_config: { enabled: true },
        configs: { get_stock: { enabled: true } },
      },
    ],
  },
  zdr: { ...warehouse.zdr, notCovered: [] },
};
