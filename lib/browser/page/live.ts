import { LabError } from "../../base/lab-error.ts";
import { readMode } from "../../session/mode.ts";
import { ask } from "./dialog.ts";
import { el } from "./elements.ts";
import type { Session } from "./session.ts";

/** Asks for a key, and goes live with it: another kernel begins. False where nothing was changed. */
export async function askToGoLive(session: Session): Promise<boolean> {
  const field = el("input", {
    type: "password",
    id: "live-key",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "live-fault",
  });
  const fault = el("p", { id: "live-fault", class: "fault", role: "alert" });
  for (;;) {
    const choice = await ask({
      title: "Ask Claude for real?",
      body: [
        "In rehearsal, which is the default, you can finish the whole course: it is free, and no request leaves this page.",
        "Live, the cells send requests to Anthropic's API with your own key, and each one costs money.",
        "The key is kept in the memory of this page only: not in this browser, not in the address. It is gone when you reload or close the page. Anybody who can run code in this page could read it, so use a key with a low limit that you can revoke.",
        "The kernel starts again, and all variables are gone: run your cells again from the top.",
        el("p", {}, el("label", { for: "live-key" }, "Your Anthropic API key"), field),
        fault,
      ],
      choices: [
        { choice: "stay", label: "Stay in rehearsal", isMain: true },
        { choice: "live", label: "Go live with this key" },
      ],
    });
    const key = field.value.trim();
    field.value = "";
    if (choice !== "live") return false;
    const wrong = faultOf(key);
    if (wrong === undefined) {
      session.goLive(key);
      return true;
    }
    fault.textContent = wrong;
  }
}

/** Asks whether to go back; the page has to be loaded again, which leaves nothing of the key. */
export async function askToRehearse(): Promise<boolean> {
  const choice = await ask({
    title: "Back to rehearsal?",
    body: [
      "The page loads again and forgets the key. Your answers are kept; variables are gone: run your cells again from the top.",
    ],
    choices: [
      { choice: "rehearse", label: "Back to rehearsal", isMain: true },
      { choice: "stay", label: "Stay live" },
    ],
  });
  return choice === "rehearse";
}

function faultOf(key: string): string | undefined {
  if (key === "") return "Type or paste a key first.";
  try {
    readMode({ MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: key });
    return undefined;
  } catch (error) {
    if (error instanceof LabError) return `${error.what} ${error.remedy}`;
    throw error;
  }
}
