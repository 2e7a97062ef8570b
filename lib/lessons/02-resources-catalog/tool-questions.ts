import type { ToolQuestion } from "../../subjects/resources/look-alikes.ts";

/** Other questions to the same tools, and some that none of them can answer. */
export const otherToolQuestions: readonly [ToolQuestion[], ...ToolQuestion[][]] = [
  [
    { question: "List models about chess.", tool: "search" },
    { question: "Are there any datasets on the topic of birds?", tool: "search" },
    { question: "Read the model quillmark/proofs: how many likes?", tool: "lookup" },
    { question: "How many downloads did the dataset harbor/tides get?", tool: "lookup" },
    { question: "Which companies have a name that begins with Oak?", tool: "find_company" },
    { question: "What is the id of the company with the name Fenwick?", tool: "find_company" },
    { question: "What were our latest activities with northwind?", tool: "get_info" },
    { question: "Are any deals open at fenwick?", tool: "get_info" },
    { question: "Send an email to the contacts at northwind.", tool: null },
    { question: "Delete the dataset harbor/tides.", tool: null },
  ],
  [
    { question: "Find a dataset about recipes.", tool: "search" },
    { question: "Find models on the Hub for handwriting.", tool: "search" },
    { question: "What is the size of the model oak/rings?", tool: "lookup" },
    { question: "Compare the likes and downloads of fenwick/maps.", tool: "lookup" },
    { question: "Find companies with the name Marlow.", tool: "find_company" },
    { question: "What is the id of a company that begins with Har?", tool: "find_company" },
    { question: "Who is our contact at marlow?", tool: "get_info" },
    { question: "Show the open deals and activities of oak.", tool: "get_info" },
    { question: "Change the stage of the open deal with marlow.", tool: null },
    { question: "Rename the model oak/rings.", tool: null },
  ],
];
