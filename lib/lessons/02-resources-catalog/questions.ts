import type { CatalogQuestion } from "../../subjects/resources/rank-entries.ts";

/** Other questions about the same entries, in other words of what the entries hold. */
export const otherQuestions: readonly [CatalogQuestion[], ...CatalogQuestion[][]] = [
  [
    { question: "How high is the yearly revenue of this company?", answer: "crm://t/01" },
    {
      question: "What is the job title and seniority of our contact person?",
      answer: "crm://t/02",
    },
    { question: "Which deals were lost, and for what reason?", answer: "crm://t/03" },
    { question: "Show the history of calls and demos with Quillmark.", answer: "crm://t/04" },
    { question: "Which services do we sell, and at what rate?", answer: "crm://t/05" },
    {
      question: "A text that introduces us to a prospect who does not know us.",
      answer: "crm://m/01",
    },
    { question: "A guide for the phone call after a proposal.", answer: "crm://m/02" },
    {
      question: "An email to look again at what was lost, now that time has passed.",
      answer: "crm://m/03",
    },
    { question: "Filter companies by industry and headcount, sorted.", answer: "tool:a" },
    { question: "Record that a call took place yesterday.", answer: "tool:c" },
  ],
  [
    {
      question: "How many employees has Northwind, and what is its AI maturity?",
      answer: "crm://t/01",
    },
    { question: "What is the email address of a director?", answer: "crm://t/02" },
    {
      question: "Which deals are in the stage negotiate, and what is their value?",
      answer: "crm://t/03",
    },
    { question: "Which activities were notes?", answer: "crm://t/04" },
    { question: "How much do we charge for a readiness review, per day?", answer: "crm://t/05" },
    { question: "The first email of a campaign to a new prospect.", answer: "crm://m/01" },
    {
      question: "By when do they decide on our proposal? What to say on the phone.",
      answer: "crm://m/02",
    },
    { question: "Template for a deal that was lost a year back.", answer: "crm://m/03" },
    { question: "Change the stage of a deal to won.", answer: "tool:b" },
    { question: "Write down the meeting that I had today.", answer: "tool:c" },
  ],
];
