/*
 * The rate limit's leases: functions take permits for a minute with one conditional update, and spend them from memory.
 *
 * FUNCTIONS functions answer REQUESTS requests each. The minute ends once, at any moment.
 */
#include "model.h"

#ifndef FUNCTIONS
#define FUNCTIONS 2
#endif
#ifndef REQUESTS
#define REQUESTS 3
#endif
#ifndef LIMIT
#define LIMIT 3
#endif
#ifndef LARGEST
#define LARGEST 2 /* permits that one lease takes at most */
#endif

/* The table: permits given out, an item a minute. */
byte given[2];

/* Leases that were sent and not answered, by minute and size. */
byte inFlight[4];
#define IN_FLIGHT(ofMinute, size) inFlight[(ofMinute) * 2 + (size) - 1]

/* The time. */
byte minute;

/* What only the promises look at. */
byte passed[2]; /* requests that a permit let pass */
byte held[2];   /* permits in the memory of functions */
byte lost[2];   /* permits that nobody will spend */

/* Controls: what was given out is read, and one more is added later, or written, without a condition. */
#if defined(LEASE_ADDED_AFTER) || defined(READ_THEN_ADD)
#define LEASE_REFUSES(ofMinute, size) false
#else
#define LEASE_REFUSES(ofMinute, size) (given[ofMinute] + size > LIMIT)
#endif

inline afterStep(ofMinute) {
  promise(given[ofMinute] <= LIMIT, "leases never give out more than the limit");
  promise(passed[ofMinute] <= LIMIT, "no more counted requests pass than the limit");
#ifndef READ_THEN_ADD /* It is to be found by the limit itself. */
  promise(passed[ofMinute] + held[ofMinute] + lost[ofMinute] <= given[ofMinute], "no permit is spent twice")
#else
  skip
#endif
}

/* Leases that are executed after their request went on without them: spent, for all that is known. */
proctype Network() {
end:
  do
#define LATE(ofMinute, size) \
  :: d_step { \
       IN_FLIGHT(ofMinute, size) > 0 && !LEASE_REFUSES(ofMinute, size) -> \
       printf("  network: a lease of %d for minute %d arrives late\n", size, ofMinute); \
       IN_FLIGHT(ofMinute, size)--; \
       given[ofMinute] = given[ofMinute] + size; \
       lost[ofMinute] = lost[ofMinute] + size; \
       afterStep(ofMinute) \
     }
  LATE(0, 1)
  LATE(0, 2)
  LATE(1, 1)
  LATE(1, 2)
  od
}

proctype Clock() {
end:
  if
  :: d_step { minute == 0 -> minute = 1; printf("the next minute begins\n") }
  fi
}

/* Whose permits are of another minute has none. */
#ifdef KEPT_OVER_THE_MINUTE /* control */
#define HAS_PERMIT (permits > 0)
#else
#define HAS_PERMIT (permits > 0 && permitsOf == now)
#endif

inline forget() {
  if
  :: permitsOf != now ->
    held[permitsOf] = held[permitsOf] - permits;
    lost[permitsOf] = lost[permitsOf] + permits;
    permits = 0;
    permitsOf = now;
    exhausted = false
  :: else
  fi
}

proctype Function(byte me) {
  byte request, now, permits, permitsOf, size, seen;
  bool exhausted, decided;

#ifdef PERMITS_IN_SNAPSHOT /* control: all functions start from a snapshot that has a permit in it */
  permits = 1;
  d_step { held[0]++; afterStep(0) }
#endif
  do
  :: request == REQUESTS -> break
  :: request < REQUESTS ->
    d_step {
      now = minute;
#ifndef KEPT_OVER_THE_MINUTE
      forget();
#endif
      decided = false
    }
    size = 1;
    if
    :: size = LARGEST
    :: skip
    fi;
    do
    :: decided -> break
    :: d_step {
         !decided && HAS_PERMIT ->
         printf("function %d: a permit of minute %d lets a request pass\n", me, now);
         permits--;
         held[permitsOf]--;
         passed[now]++;
         decided = true;
         afterStep(now)
       }
    :: d_step {
         !decided && !HAS_PERMIT && exhausted ->
         printf("function %d: 429\n", me);
         promise(given[now] >= LIMIT, "nobody is refused while permits are left");
         decided = true
       }
#if defined(LEASE_ADDED_AFTER) || defined(READ_THEN_ADD)
    :: !decided && !HAS_PERMIT && !exhausted ->
       d_step { seen = given[now]; printf("function %d: reads that %d are given out\n", me, seen) }
       if
       :: seen >= LIMIT -> exhausted = true
       :: else ->
         d_step {
#ifdef LEASE_ADDED_AFTER
           given[now] = given[now] + 1;
#else
           given[now] = seen + 1;
#endif
           printf("function %d: takes a permit, and %d are given out\n", me, given[now]);
           permits = 1;
           permitsOf = now;
           held[now]++;
           afterStep(now)
         }
       fi
#else
    :: d_step {
         !decided && !HAS_PERMIT && !exhausted ->
         if
         :: !LEASE_REFUSES(now, size) ->
           printf("function %d: leases %d of minute %d, %d were given out\n", me, size, now, given[now]);
           given[now] = given[now] + size;
           permits = size;
           permitsOf = now;
           held[now] = held[now] + size;
           afterStep(now)
         /* The item as it is comes back (ALL_OLD): what is left can be asked for. */
#ifndef ALL_OR_NOTHING /* control: whoever does not get what it asked for gets nothing */
         :: LEASE_REFUSES(now, size) && given[now] < LIMIT -> size = LIMIT - given[now]
         :: LEASE_REFUSES(now, size) && given[now] >= LIMIT -> exhausted = true
#else
         :: LEASE_REFUSES(now, size) -> exhausted = true
#endif
         fi
       }
#ifdef RETRY_FOREVER /* control */
    :: d_step { !decided && !HAS_PERMIT && !exhausted -> printf("function %d: no answer, and it asks again\n", me) }
#else
    :: d_step {
         !decided && !HAS_PERMIT && !exhausted ->
         printf("function %d: no answer to a lease of %d, and a request passes uncounted\n", me, size);
         IN_FLIGHT(now, size)++;
         decided = true
       }
#endif
#endif
    od;
    request++
  od
}

init {
  atomic {
#ifdef PERMITS_IN_SNAPSHOT
    given[0] = 1;
#endif
    run Function(0);
    run Function(1);
#if FUNCTIONS > 2
    run Function(2);
#endif
    run Network();
    run Clock()
  }
}
