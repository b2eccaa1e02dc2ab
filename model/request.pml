/*
 * ResourceRequested: a create that nobody waits for. Its outcome, a refusal too, is kept under its key.
 *
 * One message is received RECEIVES times at most, at times by two handlers at once. The credential that it needs may
 * come at any time or never, and another resource may take the only place and leave it.
 */
#include "model.h"

#ifndef RECEIVES
#define RECEIVES 3
#endif
#ifndef HANDLERS
#define HANDLERS 2
#endif
#ifndef LIMIT
#define LIMIT 1
#endif

/* The table. */
byte resourceCount;
bool credentialThere;
mtype = { NOTHING, CREATED, REFUSED };
mtype record = NOTHING;

/* Tries that were sent and not answered. Each may be executed at any later time, or never. */
bool createInFlight, refusalInFlight;

/* The queue. */
byte received;
bool acknowledged;

/* What only the promises look at. */
byte outcomes;    /* how often an outcome was kept */
byte resources;   /* of this request */
bool faulty;      /* whether the last receipt met a fault */

mtype = { COMMITTED, RECORD_THERE, CREDENTIAL_MISSING, LIMIT_REACHED, WAITING, UNKNOWN };

inline keepOutcome(outcome) {
  record = outcome;
  outcomes++;
  promise(outcomes == 1, "a request has one outcome")
}

/* The TransactWriteItems of the create. A token more would make no difference: the record is there. */
inline create(result) {
  if
  :: record != NOTHING -> result = RECORD_THERE
  :: record == NOTHING && !credentialThere -> result = CREDENTIAL_MISSING
  :: record == NOTHING && credentialThere && resourceCount >= LIMIT -> result = LIMIT_REACHED
  :: else ->
    printf("    table: the resource is created\n");
    resourceCount++;
    resources++;
    promise(resourceCount <= LIMIT, "never past the limit");
    promise(resources == 1, "one resource a key");
    keepOutcome(CREATED);
    result = COMMITTED
  fi
}

/* The conditional PutItem of a refusal: no outcome is kept yet. */
inline refuse() {
  if
#ifndef KEEP_UNCONDITIONAL /* control */
  :: record != NOTHING -> printf("    table: the outcome stays\n")
#endif
  :: else -> printf("    table: the refusal is kept\n"); keepOutcome(REFUSED)
  fi
}

proctype Network() {
  mtype result;
end:
  do
  :: d_step {
       createInFlight && record == NOTHING && credentialThere && resourceCount < LIMIT ->
       printf("  network: the create arrives late\n");
       createInFlight = false;
       create(result);
       result = 0
     }
  :: d_step { refusalInFlight -> printf("  network: the refusal arrives late\n"); refusalInFlight = false; refuse() }
  od
}

/* CredentialChanged, once; and another caller, whose resource comes and goes once. */
proctype Others() {
  bool told, came, went;
end:
  do
  :: d_step { !told -> told = true; credentialThere = true; printf("    table: the credential comes\n") }
  :: d_step {
       !came && resourceCount < LIMIT ->
       came = true;
       resourceCount++;
       printf("    table: another resource takes a place\n")
     }
  :: d_step { came && !went -> went = true; resourceCount--; printf("    table: the other resource is deleted\n") }
  od
}

#ifdef WAIT_AT_LAST /* control: the last receipt waits as the others do */
#define LAST_CHANCE false
#else
#define LAST_CHANCE (receipt == RECEIVES)
#endif

#define IS_REFUSED (result == LIMIT_REACHED || (result == CREDENTIAL_MISSING && LAST_CHANCE))

inline acknowledge() {
  promise(record != NOTHING, "a message is acknowledged when its outcome is kept");
  acknowledged = true
}

inline fail() {
  printf("handler %d: no answer comes\n", me);
  result = UNKNOWN;
  if
  :: receipt == RECEIVES -> faulty = true
  :: else
  fi
}

/* RequestResource.request, for whoever receives the message. A standard queue may hand it to two at once. */
proctype Handler(byte me) {
  byte receipt;
  bool missing;
  mtype result;

end:
  do
  :: d_step {
       !acknowledged && received < RECEIVES ->
#ifndef RETRY_FOREVER /* control */
       received++;
#endif
       receipt = received;
       printf("handler %d: receives the message, receipt %d\n", me, receipt)
     }
     if
     :: d_step { create(result); printf("handler %d: %e\n", me, result) }
     :: d_step { createInFlight = true; fail() }
     fi;

     /* What is missing may still come, or may have been there when another receipt was handled. */
     if
     :: d_step {
          result == CREDENTIAL_MISSING && !LAST_CHANCE ->
          if
          :: record == NOTHING -> printf("handler %d: waits\n", me); result = WAITING
          :: else -> result = RECORD_THERE
          fi
        }
#ifdef REFUSAL_NOT_KEPT /* control */
     :: result == LIMIT_REACHED -> skip
#else
     :: d_step { IS_REFUSED -> refuse() }
     :: d_step { IS_REFUSED -> refusalInFlight = true; fail() }
#endif
     :: result == COMMITTED || result == RECORD_THERE || result == UNKNOWN
     fi;

     d_step {
       if
       :: result == WAITING || result == UNKNOWN -> skip
       :: else -> printf("handler %d: acknowledges\n", me); acknowledge()
       fi;
       promise(receipt < RECEIVES || record != NOTHING || faulty,
               "each request that meets no fault at last has an outcome");
       result = 0;
       receipt = 0
     }
  od
}

init {
  atomic {
    run Handler(0);
#if HANDLERS > 1
    run Handler(1);
#endif
    run Network();
    run Others()
  }
}
