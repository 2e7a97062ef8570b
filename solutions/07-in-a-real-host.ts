// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 07 · In a real host
//
// Your server says one thing; what does the model read? Between the two is a **host**.

// %% id="setup"
import { check, hint, openLab, todo } from "mcp-lab";

const lab = await openLab();

// %% [markdown] id="next"
// ## Next
