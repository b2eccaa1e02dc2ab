/*
 * OrganizationChanged and CredentialChanged, in any order and again, beside a create that needs both.
 *
 * Each event is a message, which a handler receives RECEIVES times at most: again when no answer came, and at times
 * although it had been handled.
 */
#include "model.h"

#ifndef RECEIVES
#define RECEIVES 2
#endif
#ifndef CREATES
#define CREATES 2
#endif

/* Organization: version 1 is active, 2 suspended, 3 deleted. Credential: version 1 is there, 2 deleted. */
#define MESSAGES 5
#define ORGANIZATION 0
#define CREDENTIAL 1
#define IS_DELETED(item, itsVersion) (itsVersion == (item == ORGANIZATION -> 3 : 2))
#define IS_ACTIVE (version[ORGANIZATION] == 1)
#define CREDENTIAL_THERE (version[CREDENTIAL] == 1)

/* The table: the newest version of each item that was told, 0 where there is none; and the counter beside it. */
byte version[2];
byte resourceCount;

/* Writes that were sent and not answered, by item and version. */
short inFlight[2];

/* What only the promises look at. */
byte resources;
byte newest[2]; /* of all versions that were written or told again */
byte acknowledged;

#ifdef VERSION_UNCHECKED /* control: the last one to come stays */
#define IS_NEWER(item, told) true
#else
#define IS_NEWER(item, told) (version[item] < told)
#endif

/* One conditional write: nothing is known, or it is older. The counter is in the organization's item, and stays. */
inline save(item, told) {
  if
  :: IS_NEWER(item, told) -> write(item, told)
  :: else -> printf("    table: version %d of item %d changes nothing\n", told, item)
  fi;
  afterSave(item, told)
}

inline write(item, told) {
  printf("    table: version %d of item %d is written over %d\n", told, item, version[item]);
  version[item] = told;
#ifdef TOMBSTONE_REMOVED /* control: what is deleted leaves nothing behind */
  if
  :: IS_DELETED(item, told) -> version[item] = 0
  :: else
  fi;
#endif
#ifdef PUT_ORGANIZATION /* control: the whole item is put, with the counter at its start */
  if
  :: item == ORGANIZATION -> resourceCount = 0
  :: else
  fi
#else
  skip
#endif
}

inline afterSave(item, told) {
  if
  :: newest[item] < told -> newest[item] = told
  :: else
  fi;
#ifndef TOMBSTONE_REMOVED
  promise(version[item] == newest[item], "what is known depends on which events came, not on their order");
#endif
  promise(!IS_DELETED(item, newest[item]) || version[item] == 0 || version[item] == newest[item],
          "the deleted do not come back");
  promise(resourceCount == resources, "counter = items")
}

proctype Network() {
end:
  do
#define LATE(item, told) :: d_step { HAS(inFlight[item], told) -> REMOVE(inFlight[item], told); \
  printf("  network: version %d of item %d arrives late\n", told, item); save(item, told) }
  LATE(ORGANIZATION, 1)
  LATE(ORGANIZATION, 2)
  LATE(ORGANIZATION, 3)
  LATE(CREDENTIAL, 1)
  LATE(CREDENTIAL, 2)
  od
}

inline acknowledge() {
  acknowledged++;
  promise(acknowledged < MESSAGES || (version[ORGANIZATION] == 3 && version[CREDENTIAL] == 2), "events converge")
}

/* One message, from its first receipt until it is acknowledged, or in the dead-letter queue. */
proctype Message(byte item; byte told) {
  byte received;
#ifdef READ_THEN_WRITE /* control */
  bool newer;
#endif
  do
  :: d_step { received == RECEIVES -> received = 0 } break
#ifdef READ_THEN_WRITE
  :: received < RECEIVES ->
     d_step {
       newer = (version[item] < told);
       printf("item %d, version %d: reads version %d\n", item, told, version[item])
     }
     d_step {
       if
       :: newer -> write(item, told)
       :: else
       fi;
       afterSave(item, told);
       acknowledge()
     }
     break
#else
  :: d_step { received < RECEIVES -> save(item, told); acknowledge(); received = 0 } break
  /* It was handled, and comes again all the same. */
#ifdef RETRY_FOREVER /* control */
  :: d_step { received < RECEIVES -> save(item, told) }
#else
  :: d_step { received < RECEIVES -> save(item, told); received++ }
#endif
#endif
  :: d_step {
       received < RECEIVES ->
       printf("item %d, version %d: no answer comes\n", item, told);
       ADD(inFlight[item], told);
       received++
     }
  od
}

/* Creates, in one transaction each: the organization is active, the credential is there. */
proctype Creator() {
  byte times;
#ifdef CREDENTIAL_READ_BEFORE /* control: the credential is looked at before the transaction, not in it */
  bool seen;
#define CREDENTIAL_HOLDS seen
#else
#define CREDENTIAL_HOLDS CREDENTIAL_THERE
#endif
end:
  do
#ifdef CREDENTIAL_READ_BEFORE
  :: seen = CREDENTIAL_THERE
#endif
  :: d_step {
       times < CREATES && IS_ACTIVE && CREDENTIAL_HOLDS ->
       printf("    table: a resource is created\n");
       promise(CREDENTIAL_THERE, "no resource is created with a credential that is not there");
       resources++;
       resourceCount++;
       times++
     }
  od
}

init {
  atomic {
    run Message(ORGANIZATION, 1);
    run Message(ORGANIZATION, 2);
    run Message(ORGANIZATION, 3);
    run Message(CREDENTIAL, 1);
    run Message(CREDENTIAL, 2);
    run Network();
    run Creator()
  }
}
