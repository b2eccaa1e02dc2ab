/*
 * Creates with and without an idempotency key, beside deletes, in one organization.
 *
 * Callers 0 to KEYED - 1 send the same request under one key, the others send requests without one. Each makes CALLS
 * calls, one after the other. A call is CreateResource.create: it writes at once where it knows the credential, and
 * otherwise, or when that write is refused, it reads first. A transaction is tried TRIES times, under one token.
 */
#include "model.h"

#ifndef KEYED
#define KEYED 2
#endif
#ifndef CALLS
#define CALLS 2
#endif
#ifndef TRIES
#define TRIES 2
#endif
#ifndef LIMIT
#define LIMIT 1
#endif
#ifndef DELETES
#define DELETES 1
#endif
#ifndef CALLERS
#define CALLERS 3
#endif

#ifdef NEW_ID /* control: each try makes another resource, under another token */
#define IDS (CALLERS * CALLS * TRIES)
#define ID ((me * CALLS + call) * TRIES + try)
#define CALL_OF(id) ((id) / TRIES)
#else
#define IDS (CALLERS * CALLS)
#define ID (me * CALLS + call)
#define CALL_OF(id) (id)
#endif
#define CALLER_OF(id) (CALL_OF(id) / CALLS)

/* The table: the organization's counter, its resources, and the record of the one key. */
byte resourceCount;
short resources;
byte record = NONE; /* which resource its answer shows */

/* Tokens of the transactions that were committed. */
short committed;

/*
 * Tries that were sent and not answered. Each may be executed at any later time, or never. One that would be refused
 * changes nothing and stays; copies under one token are as good as one.
 */
short inFlight;

/* What only the promises look at. */
byte held;               /* how many resources there are */
short deleted;
short refused;           /* resources whose create was answered with a refusal */
byte first = NONE;       /* the first resource of the key */
bool calling[CALLERS];
bool refusable[CALLERS]; /* whether there was a moment in the present call at which it could have been refused */
short served;            /* calls that have made a resource */

#define HAS_KEY(caller) ((caller) < KEYED)
#define RECORDED(caller) (HAS_KEY(caller) && record != NONE)
#define FULL (resourceCount >= LIMIT)

#ifdef COUNT_THEN_PUT /* control: what was read decides, and the write has no condition */
#define LIMIT_REFUSES false
#else
#define LIMIT_REFUSES FULL
#endif

#ifdef RECORD_UNCONDITIONAL /* control: the record is put whatever is there */
#define RECORD_REFUSES(caller) false
#else
#define RECORD_REFUSES(caller) RECORDED(caller)
#endif

#ifdef NO_TOKEN /* control: no ClientRequestToken */
#define IS_REPEATED(id) false
#else
#define IS_REPEATED(id) HAS(committed, id)
#endif

#define WOULD_COMMIT(id) \
  (!IS_REPEATED(id) && !RECORD_REFUSES(CALLER_OF(id)) && !LIMIT_REFUSES && !HAS(resources, id))

mtype = { COMMITTED, RECORD_THERE, LIMIT_REACHED, ID_THERE };

inline note(caller) {
  if
  :: calling[caller] && FULL && !RECORDED(caller) -> refusable[caller] = true
  :: else
  fi
}

/* After each write: what holds always, and what each call under way may now be answered. */
inline afterWrite() {
  promise(held <= LIMIT, "never past the limit");
  promise(resourceCount == held, "counter = items");
  note(0);
  note(1);
#if CALLERS > 2
  note(2)
#endif
}

/* The TransactWriteItems of a create: token, record, organization, resource. */
inline transact(id, caller, outcome) {
  if
  :: IS_REPEATED(id) -> outcome = COMMITTED
  :: !IS_REPEATED(id) && RECORD_REFUSES(caller) -> outcome = RECORD_THERE
  :: !IS_REPEATED(id) && !RECORD_REFUSES(caller) && LIMIT_REFUSES -> outcome = LIMIT_REACHED
  :: !IS_REPEATED(id) && !RECORD_REFUSES(caller) && !LIMIT_REFUSES && HAS(resources, id) -> outcome = ID_THERE
  :: else ->
    printf("    table: resource %d is created, the counter was %d\n", id, resourceCount);
    outcome = COMMITTED;
    promise(!HAS(deleted, id), "deleted resources do not come back");
#ifdef FINAL_REFUSALS
    promise(!HAS(refused, id), "what was refused does not take place later");
#endif
    ADD(resources, id);
    held++;
#ifndef COUNT_APART /* control: another write counts, which is lost */
    resourceCount++;
#endif
    ADD(committed, id);
    REMOVE(inFlight, id);
    promise(!HAS(served, CALL_OF(id)), "one resource a call");
    ADD(served, CALL_OF(id));
    if
    :: HAS_KEY(caller) ->
      promise(first == NONE, "one resource a key");
      first = id;
#ifndef RECORD_APART /* control: another write keeps the record */
      record = id
#endif
    :: else
    fi;
    afterWrite()
  fi
}

#define LATE(number) :: number < IDS && HAS(inFlight, number) && WOULD_COMMIT(number) -> id = number

/* Executes tries late: while their caller tries again, or long after its call has ended. */
proctype Network() {
  byte id;
  mtype outcome;
end:
  do
  :: atomic {
       if
       LATE(0) LATE(1) LATE(2) LATE(3) LATE(4) LATE(5) LATE(6) LATE(7) LATE(8) LATE(9) LATE(10) LATE(11)
       fi;
       printf("  network: a try to create resource %d arrives late\n", id);
       d_step { transact(id, CALLER_OF(id), outcome); id = 0; outcome = 0 }
     }
  od
}

#define DELETABLE(number) :: times < DELETES && number < IDS && HAS(resources, number) -> id = number

/* Deletes resources that are there: the transaction that change.pml looks at more closely. */
proctype Deleter() {
  byte id, times;
end:
  do
  :: atomic {
       if
       DELETABLE(0) DELETABLE(1) DELETABLE(2) DELETABLE(3) DELETABLE(4) DELETABLE(5)
       DELETABLE(6) DELETABLE(7) DELETABLE(8) DELETABLE(9) DELETABLE(10) DELETABLE(11)
       fi;
       d_step {
         printf("    table: resource %d is deleted\n", id);
         REMOVE(resources, id);
         ADD(deleted, id);
         held--;
#ifndef DELETE_WITHOUT_COUNTER /* control */
         resourceCount--;
#endif
         times++;
         id = 0;
         afterWrite()
       }
     }
  od
}


/* No answer came, or the function stopped: the client does not know what took place, and the answer is 503 or none. */
mtype = { UNKNOWN };

/*
 * DynamoDbResourceStore.add: the transaction, tried again after a conflict and where no answer came. A function that
 * stops is a caller whose other tries meet conflicts.
 */
inline add() {
  try = 0;
  do
#ifdef UNKNOWN_IS_SUCCESS /* control: what was not answered will have taken place */
  :: try == TRIES -> outcome = COMMITTED; try--; break
#else
  :: try == TRIES -> outcome = UNKNOWN; break
#endif
  :: try < TRIES ->
    if
    :: d_step {
         printf("caller %d: sends the create of resource %d\n", me, ID);
         transact(ID, me, outcome);
         found = (outcome == RECORD_THERE -> record : NONE)
       }
       break
    :: d_step {
         printf("caller %d: sends the create of resource %d, and no answer comes\n", me, ID);
         ADD(inFlight, ID);
#ifdef UNSURE_IS_UNAVAILABLE
         unanswered = true;
#endif
         try++
       }
    :: d_step {
         printf("caller %d: meets a conflict\n", me);
#ifndef RETRY_FOREVER /* control */
         try++
#endif
       }
    :: atomic {
         /* What stands against the request may be its own first try, whose record is still being written. */
         HAS_KEY(me) && FULL ->
         printf("caller %d: finds the limit reached, and a conflict at the record\n", me);
#ifdef CONTENDED_IS_REFUSED /* control */
         found = NONE;
         outcome = LIMIT_REACHED;
         break
#else
         try++
#endif
       }
    fi
  od;
  skip /* Spin lets no loop end right before a d_step. */
}

inline readOrganization() {
  d_step { isFull = FULL; printf("caller %d: reads that %d of %d are counted\n", me, resourceCount, LIMIT) }
}

inline readRecord() {
  d_step {
    found = (HAS_KEY(me) -> record : NONE);
    if
    :: found == NONE -> printf("caller %d: reads that there is no record\n", me)
    :: else -> printf("caller %d: reads the record of resource %d\n", me, found)
    fi
  }
}

/* ResourceStore.contextOf reads items one by one, in any order: together they are no snapshot. */
inline readContext() {
  if
  :: readOrganization(); readRecord()
  :: readRecord(); readOrganization()
  fi
}

proctype Creator(byte me) {
  byte call, try, found;
  bool isFull, unanswered;
  mtype outcome;

  do
  :: call < CALLS ->
    d_step {
      calling[me] = true;
      note(me)
    }

    /* addAsKnown, where the credential is known. */
    if
    :: add()
    :: outcome = LIMIT_REACHED
    fi;

    /* addAsRead. */
    if
    :: outcome == COMMITTED || outcome == UNKNOWN || outcome == ID_THERE
    :: else ->
      readContext();
#ifndef SINGLE_READ /* control */
      if
      :: HAS_KEY(me) && found == NONE && isFull -> readContext()
      :: else
      fi;
#endif
      if
      :: found != NONE -> outcome = RECORD_THERE
      :: found == NONE && isFull -> outcome = LIMIT_REACHED
      :: else -> add()
      fi
    fi;

    d_step {
      if
      :: outcome == COMMITTED ->
        printf("caller %d: 201, resource %d\n", me, ID);
        promise(HAS(committed, ID), "a 201 made its resource between call and answer")
#ifdef RECORD_APART
        ;
        if
        :: HAS_KEY(me) -> record = ID
        :: else
        fi
#endif
      :: outcome == RECORD_THERE ->
#ifdef REPLAY_OF_THE_REQUEST /* control: a replay is made of the request, not of the record */
        found = ID;
#endif
        printf("caller %d: 201 again, resource %d\n", me, found);
        promise(found != NONE && found == first, "a replay is the first answer")
      :: outcome == LIMIT_REACHED ->
#ifdef UNSURE_IS_UNAVAILABLE
        /* A try that nobody answered may still take place: 503 promises nothing. */
        if
        :: unanswered -> outcome = UNKNOWN
        :: else
        fi;
#endif
        if
        :: outcome == LIMIT_REACHED ->
          printf("caller %d: 400, the limit is reached\n", me);
          promise(refusable[me], "a 400 was true at a moment between call and answer")
#ifdef FINAL_REFUSALS
          ;
          promise(!HAS(served, me * CALLS + call), "what was refused has not taken place");
          ADD(refused, ID)
#endif
        :: else
        fi
      :: else -> printf("caller %d: no answer\n", me)
      fi;
      calling[me] = false;
      refusable[me] = false;
      outcome = 0;
      found = 0;
      isFull = false;
      unanswered = false;
      try = 0;
      call++
    }
  :: else -> break
  od
}

init {
  byte caller;
  atomic {
    do
    :: caller < CALLERS -> run Creator(caller); caller++
    :: else -> break
    od;
    run Network();
    run Deleter()
  }
}
