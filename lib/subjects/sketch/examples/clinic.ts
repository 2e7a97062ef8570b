import type { Sketch } from "../sketch.ts";
import { needed, ONLY_READS, optional, row } from "./parts.ts";

/** A clinic of a fictional town: health data that has to stay under ZDR, so the direct path only. */
export const clinic: Sketch = {
  system: {
    name: "Larkspur clinic diary",
    summary:
      "The diary of a small clinic: appointments of eight doctors, with the reason for each visit.",
    owner: "The practice manager of Larkspur clinic",
  },
  questions: [
    { ask: "When is the next free appointment with a doctor?", from: "free_slots" },
    { ask: "Which preparation does an examination need?", from: "clinic://preparations" },
    { ask: "What is a patient booked for this month?", from: "patient_visits" },
  ],
  data: [
    {
      name: "visits",
      sensitivity: "regulated",
      why: "Health data of patients; the clinic's contract allows no retention",
    },
    { name: "diary", sensitivity: "internal", why: "Free times of doctors, without any patient" },
    { name: "leaflets", sensitivity: "public", why: "They lie in the waiting room" },
  ],
  server: { name: "clinic", transports: ["stdio"] },
  config: {
    mcpServers: {
      clinic: {
        command: "node",
        args: ["dist/src/main.js"],
        env: { DIARY_DATABASE_PASSWORD: "${DIARY_DATABASE_PASSWORD}", DIARY_HOST: "${DIARY_HOST}" },
      },
    },
  },
  variables: [
    {
      name: "DIARY_DATABASE_PASSWORD",
      secret: true,
      required: true,
      purpose: "Opens a read-only view of the diary",
    },
    {
      name: "DIARY_HOST",
      secret: false,
      required: true,
      purpose: "The machine that holds the diary",
    },
  ],
  credentials: [
    {
      variable: "DIARY_DATABASE_PASSWORD",
      issuedBy: "The clinic's IT contractor",
      permissions: ["view:free_slots", "view:visits", "view:leaflets"],
      renewed: "Monthly, by the contractor's script",
    },
  ],
  resources: [
    {
      uri: "clinic://preparations",
      title: "Preparation for examinations",
      description:
        "What to do before each examination: fasting hours, medicine to pause, what to bring along.",
      mimeType: "text/markdown",
      priority: 1,
      audience: ["assistant", "user"],
      size: "small",
      permission: "view:leaflets",
      data: ["leaflets"],
    },
    {
      uri: "clinic://doctors",
      title: "Doctors and their fields",
      description:
        "Eight doctors with field, languages, rooms and weekly hours, absences included.",
      mimeType: "application/json",
      priority: 0.7,
      audience: ["assistant"],
      size: "small",
      permission: "view:free_slots",
      data: ["diary"],
    },
  ],
  resourcesVia: "mcp-client",
  tools: [
    {
      name: "free_slots",
      title: "Free appointments",
      description: "The next free times with a doctor, or with any doctor of a field, at most ten.",
      effect: "reads",
      input: [
        optional("doctor", "string", "Id from clinic://doctors"),
        needed("from_day", "string", "First day, as 2026-11-30"),
      ],
      annotations: ONLY_READS,
      permission: "view:free_slots",
      data: ["diary"],
      errors: ["VALIDATION", "UNAUTHENTICATED", "TIMEOUT"],
    },
    {
      name: "patient_visits",
      title: "A patient's visits",
      description:
        "What one patient is booked for within a month: day, doctor and reason of the visit.",
      effect: "reads",
      input: [
        needed("patient", "string", "Patient number, six digits"),
        needed("month", "string", "Month, as 2026-11"),
      ],
      annotations: ONLY_READS,
      permission: "view:visits",
      data: ["visits"],
      errors: ["VALIDATION", "NOT_FOUND", "PERMISSION_DENIED", "TIMEOUT"],
    },
  ],
  errors: [
    row(
      "VALIDATION",
      "model",
      "A day or month that is not written as asked",
      "Write it as in the description.",
    ),
    row(
      "NOT_FOUND",
      "model",
      "Nobody has this patient number",
      "Ask the user to read the number again.",
    ),
    row(
      "UNAUTHENTICATED",
      "operator",
      "The database refuses the password",
      "Stop; the contractor has to set a new one.",
      "key-refused",
    ),
    row(
      "PERMISSION_DENIED",
      "operator",
      "The view of visits is closed for this password",
      "Stop; the practice manager decides who may see visits.",
      "not-allowed",
    ),
    row("TIMEOUT", "time", "The diary is busy with its backup", "Ask again for a shorter time."),
  ],
  connector: {
    status: "not-used",
    why: "Visits are health data, and the connector is not covered by the clinic's arrangement",
  },
  zdr: {
    required: true,
    why: "The contract with the health insurers forbids retention",
    path: "direct",
    features: ["messages", "own-tools", "structured-outputs"],
    notCovered: [],
  },
  direct: {
    allow: ["free_slots", "patient_visits"],
    runsOn: "A service inside the clinic's network",
    credentialsHeldBy: "That service alone; the reception never sees the password",
    history: "in-request",
  },
  openQuestions: [
    {
      question: "Does a patient have to agree before a question is asked about them?",
      who: "The data protection officer",
    },
  ],
};
