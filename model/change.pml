/*
 * PATCH and DELETE of one resource, with and without If-Match, beside the events that write the same item.
 *
 * Callers 0 to UPDATERS - 1 update; the last one deletes. Each reads the item, and then writes on the revision that it
 * read; but a delete without If-Match reads nothing, and holds on no revision. A write is tried TRIES times. Every write
 * of the item raises its revision.
 */
#include "model.h"

#ifndef UPDATERS
#define UPDATERS 2
#endif
#ifndef TRIES
#define TRIES 3
#endif
#ifndef EVENTS
#define EVENTS 2 /* how many events arrive, repeats among them */
#endif

#define CALLERS (UPDATERS + 1)
#define DELETER UPDATERS

/* The resource's item, and the organization's counter. */
bool there = true;
byte revision = 1;
byte content = NONE;       /* who wrote it last, which is what an ETag tells */
byte announced = NONE;     /* whose change the item announces: any other write takes that away */
bool inUse;                /* activeSessions > 0 */
byte sessionsVersion;
byte resourceCount = 1;

/* The token of the delete that was committed: each revision that it is tried on has its own. */
byte committedToken = NONE;

/*
 * The newest try of each caller that was sent and not answered, by the revision that it holds on. It may be executed at
 * any later time, or never. An older one holds on a revision that has passed, and is refused whenever it comes.
 */
byte inFlight[CALLERS] = NONE;

/* What only the promises look at. */
bool tagged[CALLERS];      /* whether the caller sends If-Match */
byte tag[CALLERS];         /* the content that its tag names */
bool applied[CALLERS];     /* whether its write took place */
bool refused[CALLERS];     /* whether it was answered that it did not */
byte newestSessions;       /* the newest version of sessions that was told while the resource was there */

#ifdef LAST_WRITE_WINS /* control: updates do not hold on the revision */
#define UPDATE_REFUSES(at) false
#else
#define UPDATE_REFUSES(at) (revision != (at))
#endif

/* What a delete without If-Match holds on; revisions begin with 1. */
#define ANY 0
#define DELETE_REFUSES(at) ((at) != ANY && revision != (at))

#ifdef SESSIONS_READ_BEFORE /* control: sessions are looked at before the transaction, not in it */
#define SESSIONS_REFUSE false
#else
#define SESSIONS_REFUSE inUse
#endif

#ifdef NO_TOKEN /* control: no ClientRequestToken */
#define IS_REPEATED(at) false
#else
#define IS_REPEATED(at) (committedToken == (at))
#endif

mtype = { COMMITTED, GONE, CHANGED, IN_USE, MISMATCH, UNKNOWN };

inline takesPlace(caller) {
  promise(!tagged[caller] || content == tag[caller], "no update is lost under If-Match");
  promise(!applied[caller], "a write takes place once");
  promise(!refused[caller], "what was refused does not take place later");
  applied[caller] = true;
  inFlight[caller] = NONE
}

/* The resource and its place in the counter. */
inline remove() {
  there = false;
  revision = 0;
  content = NONE;
  announced = NONE;
  inUse = false;
  sessionsVersion = 0;
  newestSessions = 0;
#ifndef DELETE_WITHOUT_COUNTER /* control */
  resourceCount--;
#endif
  promise(resourceCount == there, "counter = items")
}

/* The UpdateItem of a PATCH: the resource is there, at this revision. */
inline update(caller, at, outcome) {
  if
#ifndef UPSERT /* control: an update that creates what is not there */
  :: !there -> outcome = GONE
#endif
  :: there && UPDATE_REFUSES(at) -> outcome = CHANGED
  :: else ->
    printf("    table: caller %d's update of revision %d is written\n", caller, revision);
    promise(there, "deleted resources do not come back");
    takesPlace(caller);
    content = caller;
    announced = caller;
    revision++;
    outcome = COMMITTED
  fi
}

/* The TransactWriteItems of a DELETE: the resource is there, at this revision, and not in use. */
inline delete(at, outcome) {
  if
  :: IS_REPEATED(at) -> outcome = COMMITTED
  :: !IS_REPEATED(at) && !there -> outcome = GONE
  :: !IS_REPEATED(at) && there && DELETE_REFUSES(at) -> outcome = CHANGED
  :: !IS_REPEATED(at) && there && !DELETE_REFUSES(at) && SESSIONS_REFUSE -> outcome = IN_USE
  :: else ->
    printf("    table: revision %d is deleted, the counter was %d\n", revision, resourceCount);
    promise(!inUse, "no resource is deleted while it is in use");
    committedToken = at;
    takesPlace(DELETER);
    remove();
    outcome = COMMITTED
  fi
}

#define LATE_UPDATE(caller) caller < UPDATERS && inFlight[caller] == revision && there
#define LATE_DELETE inFlight[DELETER] != NONE && there && !DELETE_REFUSES(inFlight[DELETER]) && !SESSIONS_REFUSE

inline arrives(caller) {
  printf("  network: the write of caller %d arrives late\n", caller)
}

/* Executes tries late. One that would be refused changes nothing, and is left out. */
proctype Network() {
  mtype outcome;
end:
  do
  :: d_step { LATE_UPDATE(0) -> arrives(0); update(0, revision, outcome); outcome = 0 }
  :: d_step { LATE_UPDATE(1) -> arrives(1); update(1, revision, outcome); outcome = 0 }
  :: d_step { LATE_DELETE -> arrives(DELETER); delete(inFlight[DELETER], outcome); outcome = 0 }
  od
}

/* Writes the item as an event says: known changes are not announced any more. */
inline writeByEvent() {
  revision++;
  announced = NONE
}

/* ResourceSessionsChanged, in any order and again: in use by version 1, not in use by version 2. */
inline sessions(version) {
  newestSessions = (there && newestSessions < version -> version : newestSessions);
#ifdef UPSERT_SESSIONS /* control: an event that creates what is not there */
  if
  :: sessionsVersion < version ->
#elif defined(SESSIONS_VERSION_UNCHECKED) /* control: what comes last is taken for the newest */
  if
  :: there ->
#else
  if
  :: there && sessionsVersion < version ->
#endif
    printf("    table: sessions of version %d are written\n", version);
    promise(there, "deleted resources do not come back");
    inUse = (version == 1);
    sessionsVersion = version;
    writeByEvent()
  :: else -> printf("    table: sessions of version %d change nothing\n", version)
  fi;
  promise(!there || inUse == (newestSessions == 1), "the newest sessions decide")
}

/* The rest of the product. */
proctype Product() {
  byte event;
end:
  do
  :: d_step { event < EVENTS -> event++; sessions(1) }
  :: d_step { event < EVENTS -> event++; sessions(2) }
  /* ResourceVerified, as far as it matters here. */
  :: d_step { event < EVENTS && there -> event++; printf("    table: a verification is written\n"); writeByEvent() }
  /* ResourceDeleted, which sessions do not hold up. */
  :: d_step { event < EVENTS && there -> event++; printf("    table: the resource is deleted by an event\n"); remove() }
  od
}

#define IS_MISMATCH (tagged[me] && content != tag[me])

/* What the caller is told. Nothing that happens between the decision and its arrival changes what is promised of it. */
inline answer() {
  if
  :: outcome == COMMITTED ->
    printf("caller %d: %d\n", me, (me == DELETER -> 204 : 200));
    promise(applied[me], "what was answered with success took place")
  :: outcome == UNKNOWN -> printf("caller %d: no answer\n", me)
  :: outcome == GONE || outcome == MISMATCH || outcome == IN_USE ->
    printf("caller %d: %d\n", me, (outcome == GONE -> 404 : (outcome == MISMATCH -> 412 : 400)));
    promise(!applied[me], "what was refused has not taken place");
    refused[me] = true
  :: else
  fi;
  if
  :: outcome != CHANGED -> at = 0; try = 0; unanswered = false
  :: else
  fi
}

/* One consistent read of the item. CHANGED: it may be written on this revision. */
inline read() {
  printf("caller %d: reads revision %d\n", me, revision);
  if
  :: !there -> outcome = GONE
  :: there && IS_MISMATCH -> outcome = MISMATCH
  :: there && !IS_MISMATCH && me == DELETER && inUse -> outcome = IN_USE
  :: else -> outcome = CHANGED; at = revision
  fi;
  answer()
}

#ifdef WRITE_AGAIN /* control: without If-Match, an update is written on whatever is there by now */
#define MAY_WRITE_AGAIN (!tagged[me])
#else
#define MAY_WRITE_AGAIN false
#endif

/* What a write ends with. A condition that fails brings the item as it is (ALL_OLD). */
inline decide() {
  if
  :: outcome == CHANGED && announced == me -> outcome = COMMITTED
#ifndef FORGET_UNANSWERED /* control: a failed condition is a refusal, whatever became of the tries before */
  /* An update has no token, and what it wrote may have been changed since by others. */
  :: (outcome == CHANGED && !MAY_WRITE_AGAIN || outcome == GONE) && announced != me && unanswered && me != DELETER ->
    outcome = UNKNOWN
#endif
#ifndef FINAL_DELETE_REFUSALS /* control: a delete is refused, whatever becomes of the tries before */
  /* A try that holds on no revision may still take place: when the sessions have ended. */
  :: (outcome == CHANGED || outcome == GONE || outcome == IN_USE) && unanswered && me == DELETER ->
    promise(!applied[me], "a delete that took place is told by its next answer");
    outcome = UNKNOWN
#endif
  :: else ->
    if
    :: outcome == CHANGED && IS_MISMATCH -> outcome = MISMATCH
    :: outcome == CHANGED && !IS_MISMATCH -> at = revision
    :: else
    fi
  fi
}

/*
 * Asks for the resource, to have its tag, and then changes or deletes it. A function that stops is a caller whose other
 * tries meet conflicts.
 */
proctype Caller(byte me) {
  byte at, try;
  bool unanswered;
  mtype outcome;

  if
#ifndef UNTAGGED
  :: d_step { tagged[me] = true; tag[me] = content }
#endif
  :: skip
  fi;

  d_step {
    if
    :: me == DELETER && !tagged[me] -> outcome = CHANGED; at = ANY
    :: else -> read()
    fi
  }
  do
  :: outcome != CHANGED -> break
#ifdef UNKNOWN_IS_SUCCESS /* control: what was not answered will have taken place */
  :: d_step { outcome == CHANGED && try == TRIES -> outcome = COMMITTED; answer() }
#else
  :: d_step { outcome == CHANGED && try == TRIES -> outcome = UNKNOWN; answer() }
#endif
  :: d_step {
       outcome == CHANGED && try < TRIES ->
       printf("caller %d: sends its write on revision %d\n", me, at);
       if
       :: me == DELETER -> delete(at, outcome)
       :: else -> update(me, at, outcome)
       fi;
       try++;
       decide();
       answer()
     }
  :: d_step {
       outcome == CHANGED && try < TRIES ->
       printf("caller %d: sends its write on revision %d, and no answer comes\n", me, at);
       inFlight[me] = at;
       unanswered = true;
       try++
     }
  :: d_step {
       outcome == CHANGED && try < TRIES ->
       printf("caller %d: meets a conflict\n", me);
#ifndef RETRY_FOREVER /* control */
       try++
#endif
     }
  od;
  outcome = 0
}

init {
  atomic {
    run Caller(0);
#if UPDATERS > 1
    run Caller(1);
#endif
    run Caller(DELETER);
    run Network();
    run Product()
  }
}
