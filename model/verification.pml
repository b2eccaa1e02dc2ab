/*
 * ResourceVerified, in any order and again: what is known is read, and replaced on condition that it is still so.
 *
 * Version 1 succeeded last in time, version 2 succeeded before it, and version 3, the newest, failed before both: so
 * each of the three attributes has another event to thank for its final value.
 */
#include "model.h"

#ifndef TRIES
#define TRIES 3 /* of the read and the write together, where others write in between */
#endif
#ifndef RECEIVES
#define RECEIVES 2
#endif

#define ALL ((1 << 1) | (1 << 2) | (1 << 3))
#define SUCCEEDED(told) (told < 3)
#define TIME(told) (4 - (told))
#define MAX(one, other) (one > other -> one : other)

/* The resource's item. */
bool there = true;
byte newest;         /* the version that says whether it is active */
byte lastVerifiedAt; /* the latest success */
byte updatedAt;      /* the latest of all */

/* Writes that were sent and not answered, by version: what they hold on is what had been read. */
bool inFlight[4];
byte onNewest[4], onLastVerifiedAt[4], onUpdatedAt[4];

/* What only the promises look at: which versions were applied, and which handlers are done with. */
short applied;
bool deleted;
short done;

/* What the versions of a set lead to, in whatever order. */
#define NEWEST_OF(set) (HAS(set, 3) -> 3 : (HAS(set, 2) -> 2 : HAS(set, 1)))
#define LAST_VERIFIED_OF(set) (HAS(set, 1) -> TIME(1) : (HAS(set, 2) -> TIME(2) : 0))
#define UPDATED_OF(set) (HAS(set, 1) -> TIME(1) : (HAS(set, 2) -> TIME(2) : (HAS(set, 3) -> TIME(3) : 0)))

#ifdef WRITE_UNCONDITIONAL /* control: the write does not hold on what was read */
#define IS_AS_READ(told) there
#elif defined(UPSERT) /* control: where nothing is read, nothing has to be there */
#define IS_AS_READ(told) \
  (newest == onNewest[told] && lastVerifiedAt == onLastVerifiedAt[told] && updatedAt == onUpdatedAt[told])
#else
#define IS_AS_READ(told) \
  (there && newest == onNewest[told] && lastVerifiedAt == onLastVerifiedAt[told] && updatedAt == onUpdatedAt[told])
#endif

#ifdef NEWEST_ONLY /* control: an older version than the known one is left out altogether */
#define CHANGES(told) (newest < told)
#else
#define CHANGES(told) \
  (newest < told || SUCCEEDED(told) && lastVerifiedAt < TIME(told) || updatedAt < TIME(told))
#endif

#ifdef SUCCESS_OVERWRITTEN /* control: a success of an earlier time takes the place of a later one */
#define VERIFIED(told) TIME(told)
#else
#define VERIFIED(told) MAX(onLastVerifiedAt[told], TIME(told))
#endif

#ifdef TIME_OVERWRITTEN /* control: an earlier time takes the place of a later one */
#define UPDATED(told) TIME(told)
#else
#define UPDATED(told) MAX(onUpdatedAt[told], TIME(told))
#endif

/* The conditional UpdateItem. */
inline replace(told) {
  printf("    table: version %d is written over %d\n", told, newest);
  promise(!deleted, "deleted resources do not come back");
  newest = MAX(onNewest[told], told);
  lastVerifiedAt = (SUCCEEDED(told) -> VERIFIED(told) : onLastVerifiedAt[told]);
  updatedAt = UPDATED(told);
  ADD(applied, told);
  promise(newest == NEWEST_OF(applied), "the newest verification decides");
  promise(lastVerifiedAt == LAST_VERIFIED_OF(applied), "no success is lost");
  promise(updatedAt == UPDATED_OF(applied), "no time is lost")
}

proctype Network() {
end:
  do
#define LATE(told) :: d_step { inFlight[told] && IS_AS_READ(told) -> inFlight[told] = false; \
  printf("  network: version %d arrives late\n", told); replace(told) }
  LATE(1)
  LATE(2)
  LATE(3)
  od
}

proctype Deleter() {
end:
  if
  :: d_step {
       there -> printf("    table: the resource is deleted\n");
       there = false;
       deleted = true;
       newest = 0;
       lastVerifiedAt = 0;
       updatedAt = 0
     }
  fi
}

/* VerifyResource.verify, called by a handler that receives the message until it is done with. */
proctype Message(byte told) {
  byte received, try;
  bool finished;
  do
  :: finished || received == RECEIVES -> break
  :: !finished && received < RECEIVES ->
#ifndef RETRY_FOREVER /* control */
    received++;
#endif
    try = 0;
    do
    :: finished || try == TRIES -> break
    :: !finished && try < TRIES ->
      d_step {
        printf("version %d: reads version %d\n", told, newest);
        if
        :: !there || !CHANGES(told) -> finished = true
        :: else ->
          if
          :: IS_AS_READ(told) -> skip
          :: else -> inFlight[told] = false /* It holds on what has passed, and is refused whenever it comes. */
          fi;
          onNewest[told] = newest;
          onLastVerifiedAt[told] = lastVerifiedAt;
          onUpdatedAt[told] = updatedAt
        fi
      }
      if
      :: finished -> skip
      :: d_step {
           !finished ->
           if
           :: IS_AS_READ(told) -> replace(told); finished = true
           :: else -> printf("version %d: finds that it has changed\n", told)
           fi;
           try++
         }
      :: d_step { !finished -> printf("version %d: no answer comes\n", told); inFlight[told] = true; try = TRIES }
      fi
    od
  od;
  skip; /* Spin lets no loop end right before a d_step. */
  d_step {
    if
    :: finished -> ADD(done, told)
    :: else
    fi;
    finished = false;
    received = 0;
    try = 0;
    promise(deleted || done != ALL || (newest == 3 && lastVerifiedAt == TIME(1) && updatedAt == TIME(1)),
            "events converge")
  }
}

init {
  atomic {
    run Message(1);
    run Message(2);
    run Message(3);
    run Network();
    run Deleter()
  }
}
