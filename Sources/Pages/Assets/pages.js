// What brings a page alive. Every page works without it.
import { keepDrafts } from "./drafts.js";
import { follow } from "./live.js";
import { countCharacters } from "./count.js";
import { keepNotes } from "./notes.js";
import { voteByKeys } from "./keys.js";
import { sendWhenReachable } from "./sending.js";

countCharacters(document);
// What isn't sent after all is no draft that was.
sendWhenReachable();
keepDrafts();
follow();
voteByKeys();
keepNotes();
